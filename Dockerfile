# The console: docker build --target console .   Its command line: docker build --target tools .
FROM node:22-bookworm-slim AS tools
RUN apt-get update && apt-get install -y --no-install-recommends git openssh-client ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /repli
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY scripts/prisma/generate.mjs scripts/prisma/
RUN npm ci
COPY . .
RUN node scripts/prisma/generate.mjs && npx next build

FROM node:22-bookworm-slim AS console
# Providers use the git command line, over HTTPS and SSH.
RUN apt-get update && apt-get install -y --no-install-recommends git openssh-client ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /repli
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 REPLI_DATA_DIR=/data NEXT_MANUAL_SIG_HANDLE=true NEXT_TELEMETRY_DISABLED=1
COPY --from=tools /repli/.next/standalone ./
COPY --from=tools /repli/.next/static ./.next/static
COPY --from=tools /repli/public ./public
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/api/health').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "server.js"]
