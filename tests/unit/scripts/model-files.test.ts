import { describe, expect, it } from 'vitest';
import { publicModelFiles } from '../../../scripts/lib/model-files.ts';
import { CLASSIFIER, KERNELS } from '../../../src/vision/model-manifest.ts';

const { weights } = CLASSIFIER.files;

describe('a build', () => {
  it('takes the files that the manifest names, by their bytes', () => {
    const [own, kernels] = publicModelFiles([weights, KERNELS]);
    expect(own).toMatchObject({ relativeDest: `models/${weights.name}` });
    expect(kernels).toMatchObject({ relativeDest: `models/${KERNELS.name}` });
  });

  it('is none where a file is another one than the manifest names, and says which', () => {
    const other = {
      ...weights,
      sha256: weights.sha256.replace(/^./, (first) => (first === '0' ? '1' : '0')),
    };
    expect(() => publicModelFiles([KERNELS, other])).toThrow(
      `${weights.name} has the SHA-256 ${weights.sha256}, not ${other.sha256}: run npm ci.`,
    );
  });

  it('is none where a file is missing', () => {
    expect(() => publicModelFiles([{ name: 'nothing.bin', sha256: '' }])).toThrow(
      'The model file nothing.bin is not in node_modules: run npm ci.',
    );
  });
});
