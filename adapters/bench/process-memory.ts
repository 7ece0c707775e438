import { existsSync, readFileSync } from 'node:fs';

/** What the system says of a process; nothing where /proc does not exist. */
export interface ProcessMemory {
  readonly residentBytes?: number;
  /** The most it ever was. */
  readonly peakBytes?: number;
}

/** @param pid - Absent: this process. */
export function processMemory(pid: number | 'self' = 'self'): ProcessMemory {
  const file = `/proc/${pid}/status`;
  return existsSync(file) ? memoryIn(readFileSync(file, 'utf8')) : {};
}

export function memoryIn(status: string): ProcessMemory {
  const residentBytes = bytesOf('VmRSS', status);
  const peakBytes = bytesOf('VmHWM', status);
  return {
    ...(residentBytes !== undefined && { residentBytes }),
    ...(peakBytes !== undefined && { peakBytes }),
  };
}

function bytesOf(field: string, status: string): number | undefined {
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
