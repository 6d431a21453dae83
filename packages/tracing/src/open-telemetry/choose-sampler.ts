import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  type Sampler,
} from '@opentelemetry/sdk-trace';

/** The sampler of a name that `OTEL_TRACES_SAMPLER` may have. */
export function chooseSampler(name: string, argument: string): Sampler {
  const isParentBased = name.startsWith('parentbased_');
  const root = chooseRoot(name.replace('parentbased_', ''), Number(argument));
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

function chooseRoot(name: string, ratio: number): Sampler {
  if (name === 'always_off') return new AlwaysOffSampler();
  return name === 'traceidratio' ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}
