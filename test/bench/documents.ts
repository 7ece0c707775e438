import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { percentile, timedLater } from '../../adapters/bench/statistics.ts';
import { openDocumentRenderer } from '../../adapters/documents/render-document.ts';
import { renderHere } from '../../adapters/documents/render-worker.ts';
import {
  DOCUMENT_FORMATS,
  type DocumentFormat,
  type RenderDocument,
} from '../../knowledge/casework/document.ts';
import { KOREAN_COMPLAINT } from '../documents/samples.ts';

/**
 * `npm run bench:documents`: how long each format of a complaint of two pages takes, and whether the main thread can answer
 * meanwhile. The peer in the same run is the same document laid out on the main thread.
 */

const RUNS = 100;
const WARM_UP = 5;
/** Documents asked for in one moment. */
const BURST = 50;
const BURST_FORMATS: readonly DocumentFormat[] = ['pdf', 'docx', 'hwpx'];
const IDLE_MS = 1_000;
const DELAY_RESOLUTION_MS = 5;
const NS_PER_MS = 1e6;

const print = (line: string) => process.stdout.write(`${line}\n`);
const inMb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const residentMb = (): string => inMb(process.memoryUsage.rss());
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const onMainThread: RenderDocument = (content, format) => renderHere({ content, format });

async function timesOf(render: RenderDocument, format: DocumentFormat): Promise<number[]> {
  for (let run = 0; run < WARM_UP; run += 1) await render(KOREAN_COMPLAINT, format);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    times.push((await timedLater(() => render(KOREAN_COMPLAINT, format))).ms);
  }
  return times;
}

/** Processor time of one document on the main thread, which other programs of the machine do not lengthen. */
async function processorMs(format: DocumentFormat): Promise<number> {
  const start = process.cpuUsage();
  for (let run = 0; run < RUNS; run += 1) await onMainThread(KOREAN_COMPLAINT, format);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / RUNS;
}

async function measureFormats(render: RenderDocument): Promise<void> {
  for (const format of DOCUMENT_FORMATS) {
    const ours = await timesOf(render, format);
    const peers = await timesOf(onMainThread, format);
    const bytes = (await render(KOREAN_COMPLAINT, format)).length;
    const [p50, p95] = [percentile(ours, 0.5), percentile(ours, 0.95)];
    const ratio = p50 / percentile(peers, 0.5);
    print(
      `${format.padEnd(5)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ` +
        `x${ratio.toFixed(2)} of the main thread's p50, ` +
        `${(await processorMs(format)).toFixed(1)} ms of processor time, ${bytes} bytes`,
    );
  }
}

/** How late a timer of the main thread was while many documents were made. */
async function measureBurst(name: string, render: RenderDocument): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  const { ms } = await timedLater(() =>
    Promise.all(
      Array.from({ length: BURST }, async (_, at) => {
        // Orders arrive one by one, as from a network.
        await pause(0);
        return render(KOREAN_COMPLAINT, BURST_FORMATS[at % BURST_FORMATS.length] ?? 'pdf');
      }),
    ),
  );
  delay.disable();
  const inMs = (ns: number) => Math.max(0, ns / NS_PER_MS - DELAY_RESOLUTION_MS);
  const [p50, p99, most] = [delay.percentile(50), delay.percentile(99), delay.max].map(inMs);
  print(
    `${BURST} at once, ${name}: done after ${ms.toFixed(0)} ms; the event loop was late by ` +
      `${p50?.toFixed(1)} ms (p50), ${p99?.toFixed(1)} ms (p99), ${most?.toFixed(0)} ms (most)`,
  );
  return most ?? Number.NaN;
}

async function main(): Promise<void> {
  print(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, ${RUNS} runs of each`);
  const before = residentMb();
  const renderer = openDocumentRenderer({ idleMs: IDLE_MS });
  const cold = await timedLater(() => renderer.render(KOREAN_COMPLAINT, 'pdf'));
  print(`the first PDF, with the start of its thread: ${cold.ms.toFixed(0)} ms`);
  const beside = await measureBurst('in the thread', renderer.render);
  const during = residentMb();
  await pause(2 * IDLE_MS);
  print(`memory: ${before} before, ${during} after ${BURST} documents, ${residentMb()} when idle`);
  const here = await measureBurst('on the main thread', onMainThread);
  print(`the main thread is late by x${(here / beside).toFixed(0)} without the thread`);
  await measureFormats(renderer.render);
  await renderer.close();
}

await main();
