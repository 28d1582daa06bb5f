import { t } from '../i18n/browser-language.ts';
import { largest } from './colour-scale.ts';

const HEIGHT = 56;

/** The means of the last maps, one thin bar for each. */
export function FeatureStrip({ features }: { readonly features: Float32Array }) {
  const most = largest(features);
  return (
    <svg
      class="feature-strip"
      viewBox={`0 0 ${features.length * 3} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('inside.connected.features')}
    >
      {[...features].map((value, index) => {
        const height = Math.max(0.5, (Math.abs(value) / most) * HEIGHT);
        return <rect key={index} x={index * 3} y={HEIGHT - height} width="2" height={height} />;
      })}
    </svg>
  );
}
