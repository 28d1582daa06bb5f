import type { Picture } from '../../src/vision/pipeline.ts';
import type { Scores } from '../../src/vision/types.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { FaceReader } from './readers.ts';
import type { Sample } from './sets.ts';

export interface Report {
  readonly model: string;
  /** Pictures that the set has. */
  readonly images: number;
  /** Pictures that could not be read, with the reason. */
  readonly unreadable: readonly { readonly name: string; readonly reason: string }[];
  /** Pictures on which no face was found. */
  readonly noFace: number;
  /** For each set of labels that the data has. */
  readonly figures: Readonly<Record<string, Figures>>;
}

interface Read {
  readonly sample: Sample;
  readonly scores: Scores;
}

/** Reads every sample with one reader. A picture that cannot be read is named in the report, and the rest goes on. */
export async function judge(reader: FaceReader, samples: readonly Sample[]): Promise<Report> {
  const unreadable: { name: string; reason: string }[] = [];
  const read: Read[] = [];
  let noFace = 0;
  for (const sample of samples) {
    const picture = await open(sample, unreadable);
    if (!picture) continue;
    try {
      const scores = await reader.read(picture);
      if (scores) read.push({ sample, scores });
      else noFace += 1;
    } finally {
      picture.pixels.dispose();
    }
  }
  return { model: reader.name, images: samples.length, unreadable, noFace, figures: figuresByLabels(read) };
}

async function open(
  sample: Sample,
  unreadable: { name: string; reason: string }[],
): Promise<Picture | undefined> {
  try {
    return await sample.read();
  } catch (error) {
    unreadable.push({ name: sample.name, reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function figuresByLabels(read: readonly Read[]): Record<string, Figures> {
  const names = new Set(read.flatMap(({ sample }) => Object.keys(sample.truths)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      figuresOf(
        read.flatMap(({ sample, scores }) => {
          const truth = sample.truths[name];
          return truth ? [{ truth, scores }] : [];
        }),
      ),
    ]),
  );
}
