import type { Picture } from '../../src/vision/pipeline.ts';
import type { Scores } from '../../src/vision/types.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Answer, FaceReader } from './readers.ts';
import { FER_2013, FER_2013_HEAD, type Sample } from './sets.ts';

export interface Report {
  readonly model: string;
  readonly preparation: string;
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
  readonly answer: Answer;
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
      const answer = await reader.read(picture);
      if (answer) read.push({ sample, answer });
      else noFace += 1;
    } finally {
      picture.pixels.dispose();
    }
  }
  const { model, preparation } = reader;
  return {
    model,
    preparation,
    images: samples.length,
    unreadable,
    noFace,
    figures: figuresByLabels(read),
  };
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
  const figures = Object.fromEntries([...names].map((name) => [name, figuresFor(read, name, mainScores)]));
  const hasHead = names.has(FER_2013) && read.some(({ answer }) => answer.fer2013);
  return hasHead
    ? { ...figures, [FER_2013_HEAD]: figuresFor(read, FER_2013, ({ fer2013 }) => fer2013) }
    : figures;
}

function mainScores({ scores }: Answer): Scores {
  return scores;
}

/** The figures by one set of labels, of the faces that it labels. */
function figuresFor(
  read: readonly Read[],
  labels: string,
  scoresOf: (answer: Answer) => Scores | undefined,
): Figures {
  return figuresOf(
    read.flatMap(({ sample, answer }) => {
      const truth = sample.truths[labels];
      const scores = scoresOf(answer);
      return truth && scores ? [{ truth, scores }] : [];
    }),
  );
}
