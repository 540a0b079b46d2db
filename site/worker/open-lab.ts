import { loadLab } from '../../simulator/lab/index.ts';
import type { LabOpened } from './protocol.ts';

export function openLab({ text }: { readonly text: string }): LabOpened {
  const lab = loadLab(text);
  return lab.ok ? { ok: true, lab: lab.value } : { ok: false, complaints: lab.error };
}
