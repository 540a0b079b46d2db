const LABS = import.meta.glob<string>('../../lessons/labs/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The text of a lab that comes with the site, by its name; a lab's text is taken as it is. For the build only. */
export function labTextOf(lab: string): string {
  const text = lab.includes('\n') ? lab : LABS[`../../lessons/labs/${lab}.yaml`];
  if (text === undefined) throw new Error(`There is no lab "${lab}" in lessons/labs.`);
  return text;
}
