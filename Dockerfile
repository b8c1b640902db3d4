# Assay with nothing beside what it needs to run:
#   docker build --tag assay .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/data" assay check
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY packages/assay/package.json packages/assay/
COPY apps/web/package.json apps/web/
RUN npm install --no-audit --no-fund --loglevel=error
COPY scripts scripts
COPY apps/web apps/web
COPY packages/assay packages/assay
RUN node scripts/build.mjs
RUN mkdir packed && npm pack --workspace assay --pack-destination packed
RUN npm install --prefix /opt/assay --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error ./packed/*.tgz

FROM node:24.21.0-bookworm-slim
COPY --from=build /opt/assay /opt/assay
ENV PATH=/opt/assay/node_modules/.bin:$PATH NODE_ENV=production
USER node
WORKDIR /data
ENTRYPOINT ["assay"]
CMD ["--help"]
