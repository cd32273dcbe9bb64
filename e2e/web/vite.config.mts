import {defineConfig} from 'vite';

// The build is a Mattermost client folder: the server answers every page with its root.html and serves the rest below
// /static/. Scripts are files of their own, because the server's Content-Security-Policy allows nothing inline.
export default defineConfig({
    root: 'page',
    base: '/static/',
    build: {
        outDir: '../dist',
        emptyOutDir: true,
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 4096,
        rollupOptions: {input: 'page/root.html'},
    },
});
