import type { NetworkStep } from '../vision/expression-network.ts';

/** Every word of the look inside, in one place, so that other languages can be added beside it. */
export const WORDS = {
  title: 'A look inside the network',
  close: 'Close',
  loading: 'The network is being opened…',
  failed: (reason: string) => `It could not be opened. ${reason}`,
  side: {
    title: 'The face',
    face: 'The face as the network saw it, with what spoke for the choice laid over it',
    chooseExpression: 'What spoke for',
    heat: (label: string) =>
      `Orange places spoke for "${label}", blue ones against it (class activation, Zhou et al. 2016).`,
    map: (number: number) => `Where map ${number} answers: orange for its pattern, blue against it.`,
    back: 'Back to the expressions',
    source: 'Class activation mapping: Zhou et al., 2016.',
  },
  input: {
    title: 'The input',
    sentence: (side: number) =>
      `The face is turned upright by its eyes and mouth, cut to ${side} × ${side} pixels and made gray; then brightness and contrast are made even.`,
    crop: 'Upright and gray',
    even: 'Even contrast',
  },
  stem: {
    title: 'The entrance',
    sentence: 'The first layer looks for the simplest patterns: edges and spots, light to dark.',
  },
  stage: {
    title: (number: number) => `Stage ${number}`,
    sentences: [
      'Answers of the first layer are joined into strokes and corners.',
      'Strokes are joined into parts, which lie in larger pieces of the face.',
      'Parts are joined into what the whole face shows: few places, many kinds of pattern.',
    ],
  },
  operations: {
    standardisation: { name: 'Even contrast', sentence: 'Brightness and contrast are made even.' },
    pooling: {
      name: 'Pooling',
      sentence:
        'Of every four places the strongest answer is kept: half as wide and high, and small shifts no longer matter.',
    },
    convolution: {
      name: 'Convolution',
      sentence:
        'A small window slides over the maps and answers at each place how well its pattern fits: orange for it, blue against it.',
    },
    activation: {
      name: 'Activation',
      sentence: 'What speaks against a pattern is set to nothing (ReLU); only what speaks for it goes on.',
    },
    addition: {
      name: 'Addition',
      sentence:
        'What came into the block is added again, so that the block only has to learn what to change.',
    },
  } satisfies Record<NetworkStep['operation'], { name: string; sentence: string }>,
  maps: (count: number, side: number) => `${count} maps of ${side} × ${side}`,
  block: (number: number) => `block ${number}`,
  sheet: (name: string) => `Maps of: ${name}`,
  map: (number: number) => `Map ${number}`,
  connected: {
    title: 'The fully connected layer',
    sentence: (features: number) =>
      `Each of the ${features} last maps becomes one number, its mean; every expression weighs these numbers and adds them up.`,
    features: 'The means of the last maps',
    logits: 'What each expression adds up to',
  },
  softmax: {
    title: 'Softmax',
    sentence: (temperature: string) =>
      `The sums become probabilities that make 100 % together; they are divided by ${temperature} before, so that the network claims as much certainty as it has earned, and no more.`,
    probabilities: 'Probabilities',
  },
} as const;
