import { defineConfig } from "vitest/config"

// The picture of a control structure is a file by itself, with no import and no export: a worker of the page loads it,
// and so does the server's own engine. It is built after the rest, and beside it.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../src/secondstory/ui/static/ui",
    emptyOutDir: false,
    manifest: "manifest-engine.json",
    target: "es2022",
    chunkSizeWarningLimit: 2000,
    rollupOptions: { input: ["diagrams/structure-engine.ts"], output: { format: "iife" } },
  },
})
