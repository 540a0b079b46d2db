import { build } from '../../scripts/setup.mjs';

/** Before all tests: dist/ is as the sources are. Tests run the command as its users do. */
export default function setup() {
  build();
}
