/** Offline use: the service worker, the manifest of the installed app, and the list of the parts that are fetched later. */
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The large parts that a visit may never use. They are loaded in idle time or on request. */
const later =
  /^assets\/(monaco-adapter|monaco-yaml|zh-cn|codicon|field-docs|yaml\.worker|editor\.worker|shell|video-encoder|gif-encoder|gif\.worker)-/;

/** As globs, for the service worker. */
const laterGlob = `assets/${later.source
  .replace(/^\^assets\\\/\(|\)-$/g, '')
  .replaceAll('\\', '')
  .split('|')
  .join('-*,assets/')}-*`;

/** A query that bypasses the service worker; see `src/ui/kit/browser/replaced.ts`. */
const past = /^(?!fresh$)/;

/** Writes `parts.json`: the file of each later part with its compressed size in bytes. */
function parts(): Plugin {
  return {
    name: 'lab-parts',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => later.test(fileName));
      const list = files.map((file) => {
        const content = file.type === 'chunk' ? file.code : file.source;
        return { file: file.fileName, bytes: gzipSync(content).length };
      });
      if (list.length === 0) this.error('no later part was built: its name must have changed');
      this.emitFile({ type: 'asset', fileName: 'parts.json', source: JSON.stringify(list) });
    },
  };
}

export function offline() {
  return [
    parts(),
    VitePWA({
      // Our own code registers it, only in the top frame; see src/ui/offline/offline.ts.
      injectRegister: false,
      registerType: 'prompt',
      filename: 'service-worker.js',
      manifest: {
        id: './',
        name: 'StatefulSet Lab',
        short_name: 'StatefulSet Lab',
        description: 'An interactive visualizer for Kubernetes StatefulSets that runs wholly in the browser.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f3f1ea',
        theme_color: '#1f4fd1',
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'favicon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      includeManifestIcons: false,
      workbox: {
        globPatterns: ['index.html', 'favicon.svg', 'parts.json', 'assets/*.{js,css,woff2}'],
        globIgnores: [`{${laterGlob}}`],
        maximumFileSizeToCacheInBytes: 2_000_000,
        // The page is the same for every query.
        ignoreURLParametersMatching: [past],
        navigateFallback: null,
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        // A new version waits until no tab of the old one is open: a page never mixes two versions.
        skipWaiting: false,
        // The site's policy does not allow a worker to load a script by an address in a string.
        inlineWorkboxRuntime: true,
        sourcemap: false,
        runtimeCaching: [
          {
            urlPattern: /\/assets\/[^/?]+$/,
            handler: 'CacheFirst',
            options: { cacheName: 'statefulset-lab-parts', cacheableResponse: { statuses: [200] } },
          },
        ],
      },
    }),
  ];
}
