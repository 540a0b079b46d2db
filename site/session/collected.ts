import type { TraceEvent } from '../../engine/trace/index.ts';
import type { Progress } from '../model/progress-text.ts';
import type { PortRow, ScanView } from '../model/scan-view.ts';
import type { Part } from '../worker/protocol.ts';

/** The parts of a run as they come in. */
export class Collected {
  readonly events: TraceEvent[] = [];
  private readonly ports = new Map<number, PortRow[]>();
  private readonly heard: (progress: Progress) => void;

  constructor(heard: (progress: Progress) => void) {
    this.heard = heard;
  }

  readonly take = (part: Part): void => {
    if (part.kind === 'progress') this.heard(part);
    else if (part.kind === 'events') for (const event of part.events) this.events.push(event);
    else {
      const rows = this.ports.get(part.host) ?? [];
      for (const row of part.ports) rows.push(row);
      this.ports.set(part.host, rows);
    }
  };

  complete(scan: ScanView): ScanView {
    return {
      ...scan,
      hosts: scan.hosts.map((host, index) => ({ ...host, ports: this.ports.get(index) ?? [] })),
    };
  }
}
