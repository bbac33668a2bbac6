# The bot in a container; adapters/deploy/README.md says how to build, run and stop it.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package needs a script of its own to be installed, and the image has no compiler.
RUN npm ci --omit=dev --ignore-scripts
COPY . .
# The chat client comes with the image, because a container with a read-only root can't run npm.
RUN npm run web:fetch

FROM node:20-slim
# Without its cache tsx writes nothing, so that the container does without /tmp.
ENV NODE_ENV=production \
    TSX_DISABLE_CACHE=1 \
    HOST=0.0.0.0 \
    PORT=3978 \
    DATA_DIR=/data \
    WEB_CLIENT_DIR=/app/data/web
WORKDIR /app
# The files stay root's: the bot reads them and can't change them.
COPY --from=build /app /app
RUN install -d -o node -g node -m 700 /data
VOLUME /data
USER node
EXPOSE 3978
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--disable-warning=DEP0111", "--import", "./adapters/packages.js", "--import", "tsx", "adapters/main.ts"]
