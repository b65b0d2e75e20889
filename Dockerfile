# The first stage has the compiler for the native parts and TypeScript; the second only what runs.
FROM node:20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# Dependencies change less often than the source: a layer of their own.
COPY package.json package-lock.json .npmrc ./
COPY scripts/native.mjs scripts/
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY scripts scripts
# onnxruntime-node carries the libraries of every system; only those of this one can run here.
RUN npm run build \
  && npm prune --omit=dev \
  && rm -rf node_modules/onnxruntime-node/bin/napi-v6/darwin node_modules/onnxruntime-node/bin/napi-v6/win32

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY data data
# What is built or written at run time belongs to the user it runs as, and outlives the container.
RUN mkdir -p data/index data/state && chown node:node data/index data/state
USER node
VOLUME ["/app/data/index", "/app/data/state"]
# docker run --env-file .env IMAGE                              the Telegram bot
# docker run -it --rm IMAGE dist/scripts/ask.js ["……"]         questions at a prompt, or one
ENTRYPOINT ["node"]
CMD ["dist/src/main.js"]
