import type { YamlPath } from './yaml-place.ts';

/** What a form shows of a lab file, taken as it is: each value as its text, wrong ones too. */
export interface LabForm {
  readonly title: string;
  readonly networks: readonly FormEntry[];
  /** The scanner first. */
  readonly hosts: readonly FormHost[];
}

/** Something with a name, and where it stands in the file. */
export interface FormEntry {
  readonly name: string;
  readonly path: YamlPath;
  readonly values: Readonly<Record<string, FormValue>>;
}

export interface FormHost extends FormEntry {
  /** Network -> address; absent for a host with the short form. */
  readonly interfaces: readonly FormEntry[];
  readonly services: readonly FormEntry[];
}

export type FormValue = string | boolean;

/** `data` is anything that a YAML file may hold. */
export function labForm(data: unknown): LabForm {
  const lab = entriesOf(data);
  const scanner = formHost('scanner', ['scanner'], lab.get('scanner'));
  const hosts = [...entriesOf(lab.get('hosts'))].map(([name, host]) => formHost(name, ['hosts', name], host));
  return {
    title: textOf(lab.get('title')),
    networks: [...entriesOf(lab.get('networks'))].map(([name, network]) =>
      formEntry(name, ['networks', name], network),
    ),
    hosts: [scanner, ...hosts],
  };
}

const entriesOf = (data: unknown): ReadonlyMap<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
    ? new Map(Object.entries(data))
    : new Map();

const textOf = (data: unknown): string =>
  data === undefined || data === null || typeof data === 'object' ? '' : String(data);

function formEntry(name: string, path: YamlPath, data: unknown): FormEntry {
  const values = [...entriesOf(data)].map(([key, value]) => [
    key,
    typeof value === 'boolean' ? value : textOf(value),
  ]);
  return { name, path, values: Object.fromEntries(values) };
}

function formHost(name: string, path: YamlPath, data: unknown): FormHost {
  const entries = entriesOf(data);
  const services = entries.get('services');
  return {
    ...formEntry(name, path, data),
    interfaces: [...entriesOf(entries.get('interfaces'))].map(([network, attachment]) => ({
      name: network,
      path: [...path, 'interfaces', network],
      values: { address: textOf(entriesOf(attachment).get('address') ?? attachment) },
    })),
    services: (Array.isArray(services) ? services : []).map((service, index) =>
      formEntry(`service ${index + 1}`, [...path, 'services', index], service),
    ),
  };
}

/** A name that nothing has yet: `host`, `host-2`, ... */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}

/** A /24 of the range for benchmarks (RFC 2544) that no network of the form has. */
export function freeSubnet(form: LabForm): string {
  const taken = new Set(
    form.networks.map(({ values }) => String(values.subnet).split('.').slice(0, 3).join('.')),
  );
  const third = Array.from({ length: 25 }, (_, index) => (index + 1) * 10).find(
    (one) => !taken.has(`198.18.${one}`),
  );
  return `198.18.${third ?? 255}.0/24`;
}

/** An address of the first network that no host of the form has. */
export function freeAddress(form: LabForm): string {
  const prefix = String(form.networks[0]?.values.subnet ?? '198.18.10.0')
    .split('.')
    .slice(0, 3)
    .join('.');
  const taken = new Set(
    form.hosts.flatMap(({ values, interfaces }) => [
      values.address,
      ...interfaces.map((one) => one.values.address),
    ]),
  );
  const last = Array.from({ length: 200 }, (_, index) => index + 30).find(
    (one) => !taken.has(`${prefix}.${one}`),
  );
  return `${prefix}.${last ?? 254}`;
}

/** A TCP port of no service of a host yet. */
export function freePort(host: FormHost): string {
  const taken = new Set(host.services.map(({ values }) => values.port));
  return ['tcp/80', 'tcp/22', 'tcp/443', 'tcp/25', 'tcp/8080'].find((port) => !taken.has(port)) ?? 'tcp/9000';
}
