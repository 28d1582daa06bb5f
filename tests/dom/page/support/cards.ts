import { BadgeCard } from '../../../../src/page/card/badge-card.ts';
import type { CardSurroundings } from '../../../../src/page/overlay/card-surroundings.ts';
import type { Reading } from '../../../../src/vision/types.ts';

export interface Sent {
  readonly name: string;
  readonly request: unknown;
}

/** A face as the engine would give it: a ramp from black to white. */
export const RAMP = {
  side: 48,
  gray: btoa(
    String.fromCharCode(...Array.from({ length: 48 * 48 }, (_, place) => Math.floor((place % 48) * 5))),
  ),
};

/** What a card needs, with an extension that answers as it is told to and writes down what it was asked. */
export function cardParts(answer: (name: string) => unknown = () => undefined, isPrivate = false) {
  const sent: Sent[] = [];
  const calls = {
    isPrivate,
    send: async (name: string, request: unknown) => {
      sent.push({ name, request });
      const given = answer(name);
      const answered = given === undefined && name === 'faceCrop' ? RAMP : given;
      if (answered instanceof Error) throw answered;
      return answered;
    },
  };
  const parts = {
    calls: calls as unknown as CardSurroundings['calls'],
    fetchCard: async () => BadgeCard,
  };
  return { parts, sent };
}

/** What a card needs where no page is read. */
export function cardSurroundings(reading: Reading | undefined, parts = cardParts().parts): CardSurroundings {
  return { ...parts, readingOf: () => reading, hide: () => undefined };
}
