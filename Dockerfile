# The three apps, one target each: ingest, worker, dashboard.
#   docker build --target ingest --tag ticketpost-ingest:0.1.0 .
#
# The base follows Node 24's patches and Debian's. To build on exactly one image instead, which
# docker-compose.production.yml does, hand it over; `npm run pin-images` finds the digest:
#   docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:<digest> …
#
# Needs Docker 23 or newer. No line names a syntax to fetch: that would be one more program, and an
# unpinned one, that runs in every build.
ARG NODE_IMAGE=node:24-bookworm-slim


FROM ${NODE_IMAGE} AS workspace
ARG PNPM_VERSION=12.21.0
ENV CI=true
RUN --mount=type=cache,target=/root/.npm npm install --global --no-fund --no-audit pnpm@${PNPM_VERSION}
WORKDIR /workspace
# The lockfile alone decides what is downloaded, so a change of sources repeats none of it.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch


FROM workspace AS build
COPY . .
RUN pnpm install --offline --frozen-lockfile
# The sources that are made of other files, then all of them compiled.
RUN node packages/email/scripts/generate.mjs && node packages/printout/scripts/generate.mjs
RUN pnpm exec tsc -b apps/ingest apps/worker apps/dashboard apps/cli


# What one app needs to run and nothing else: its compiled code, that of our packages it uses, and
# their production dependencies. Source maps, TypeScript, tests and manuals in packages are for
# developers only; a README stays, since it may be where the licence is.
# The lockfile's age rule was checked above; this install takes nothing that was not there then.
FROM build AS files
COPY <<'EOF' /usr/local/bin/collect-files
set -eu
pnpm --filter "@ticketpost/$1" deploy --prod --offline --config.minimumReleaseAge=0 /app
cp LICENSE /app/
rm /app/pnpm-lock.yaml /app/pnpm-workspace.yaml
find /app -type f '(' -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' \
  -o -name '*.tsbuildinfo' ')' -delete
find /app/node_modules/.pnpm -type d -regextype posix-extended \
  -regex '.*/node_modules/(@[^/]+/)?[^/@]+/(test|tests|__tests__|bench|benchmark|benchmarks|doc|docs|example|examples|\.github)' \
  -prune -exec rm -r '{}' +
EOF

FROM files AS ingest-files
RUN sh /usr/local/bin/collect-files ingest

FROM files AS worker-files
RUN sh /usr/local/bin/collect-files worker

FROM files AS dashboard-files
RUN sh /usr/local/bin/collect-files dashboard

FROM files AS cli-files
RUN sh /usr/local/bin/collect-files cli && chmod +x /app/bin/ticketpost.js


FROM ${NODE_IMAGE} AS runtime
# Package managers are of no use to a running app, only to somebody who broke into it.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx \
  /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg /opt/yarn-*
WORKDIR /app
# Whoever runs an image by hand gets the careful way: secrets required, development values refused.
ENV NODE_ENV=production
LABEL org.opencontainers.image.licenses="MIT"
USER node
# Node itself is process 1, so that SIGTERM reaches the app, which then ends its work in order.
ENTRYPOINT ["node"]
CMD ["dist/main.js"]
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ADMIN_PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]


# Each ends with the sources' revision, since that changes most often; who builds by hand says it:
# --build-arg REVISION="$(git rev-parse HEAD)"
FROM runtime AS ingest
LABEL org.opencontainers.image.title="Ticketpost ingest" \
  org.opencontainers.image.description="Receives, authenticates, stores and acknowledges webhooks."
ENV HOST=0.0.0.0 PORT=3000 ADMIN_PORT=9100
EXPOSE 3000
# Where a volume for JOURNAL_DIR belongs: a new one takes over this owner and these rights.
USER root
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/ticketpost/journal
USER node
COPY --from=ingest-files /app /app
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"


FROM runtime AS worker
LABEL org.opencontainers.image.title="Ticketpost worker" \
  org.opencontainers.image.description="Takes events off the queue and sends each traveller one confirmation."
ENV ADMIN_PORT=9101
COPY --from=worker-files /app /app
# The command beside it, on the PATH for `docker compose exec worker ticketpost …` and in the working
# folder for `docker compose run --rm worker ticketpost …`, which hands the word to Node.
COPY --from=cli-files /app /cli
USER root
RUN ln -s /cli/bin/ticketpost.js /usr/local/bin/ticketpost && ln -s /cli/bin/ticketpost.js ticketpost
USER node
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"


FROM runtime AS dashboard
LABEL org.opencontainers.image.title="Ticketpost dashboard" \
  org.opencontainers.image.description="Private pages: the job queue board behind a login."
ENV HOST=0.0.0.0 PORT=3001 ADMIN_PORT=9102
EXPOSE 3001
COPY --from=dashboard-files /app /app
ARG REVISION=unknown
LABEL org.opencontainers.image.revision="${REVISION}"
