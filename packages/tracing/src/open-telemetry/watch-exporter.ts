import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { ExportState } from '../start-tracing.ts';

/** An exporter that says when spans begin and cease to be lost on their way. */
export function watchExporter(
  exporter: SpanExporter,
  onExport: (state: ExportState) => void,
): SpanExporter {
  let isFailing = false;
  return {
    export(spans, onResult) {
      exporter.export(spans, (result) => {
        // 0 is success; the enumeration stands in a package that has nothing else for us.
        const hasFailed = (result.code as number) !== 0;
        if (hasFailed && !isFailing) onExport({ kind: 'failing', code: codeOf(result.error) });
        if (!hasFailed && isFailing) onExport({ kind: 'working_again' });
        isFailing = hasFailed;
        onResult(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
  };
}

/** A network code or an HTTP status; never the message, which may quote a URL or its credentials. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  if (typeof code === 'string' || typeof code === 'number') return String(code);
  return typeof name === 'string' ? name : 'unknown';
}
