# Two stages: one that can compile, one that only runs.
FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts wait until the sources are there; hnswlib-node is then compiled by the rebuild.
RUN npm ci --ignore-scripts
COPY . .
RUN npm rebuild hnswlib-node && npm run build && npm prune --omit=dev --ignore-scripts
# The index is part of the image: the first start is as quick as any, and the file system may be read-only.
RUN DATA_DIR=/app/data node dist/adapters/cli/build-index.js

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/app/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# Conversations and their key are written here; a volume takes over what the image has.
COPY --from=build --chown=node:node /app/data ./data
COPY --from=build /app/knowledge/corpus ./knowledge/corpus
COPY --from=build /app/knowledge/rules ./knowledge/rules
COPY --from=build /app/bot/words ./bot/words
COPY --from=build /app/adapters/web/views ./adapters/web/views
COPY --from=build /app/adapters/web/static ./adapters/web/static
COPY --from=build /app/adapters/desk/views ./adapters/desk/views
COPY --from=build /app/adapters/desk/static ./adapters/desk/static
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--max-old-space-size=256", "dist/adapters/main.js"]
