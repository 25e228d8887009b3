// Bundles GraphiQL into wwwroot/ide: one script, one style sheet and the page, so that nothing comes from another origin.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";

const out = new URL("../wwwroot/ide/", import.meta.url).pathname;
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { ide: "src/ide.jsx" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  assetNames: "assets/[name]-[hash]",
  target: "es2022",
  jsx: "automatic",
  loader: { ".woff2": "file", ".woff": "file", ".ttf": "file", ".svg": "file" },
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  logLevel: "warning",
});
// The page last: its presence says that the build went through.
await cp(new URL("src/index.html", import.meta.url), `${out}index.html`);
