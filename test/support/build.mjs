import { build, buildSite } from '../../scripts/setup.mjs';

/** Before all tests: dist/ and dist-site/ are as the sources are. Tests run the command and the site as users do. */
export default function setup() {
  build();
  buildSite();
}
