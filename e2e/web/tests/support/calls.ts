import type {BrowserContext} from '@playwright/test';

const id = 'com.mattermost.calls';

// The bundle of a plugin. Its button counts its presses, with their places.
const bundle = `
window.pressedCall = [];
window.registerPlugin('${id}', {
    initialize(registry) {
        const {createElement} = window.React;
        const state = {callsConfig: {DefaultEnabled: true}};
        registry.registerReducer(() => state);
        const button = createElement('button', {className: 'style--none call-button'}, 'Start a call');
        registry.registerCallButtonAction(button, button, (channel) => window.pressedCall.push(channel.name));
    },
});
`;

/**
 * Gives a browser a second plugin with a call button. Mattermost's client offers calls in the profile popover only for the
 * plugin with this ID.
 */
export async function installCalls(context: BrowserContext): Promise<void> {
    await context.route('**/api/v4/plugins/webapp', async (route) => {
        const response = await route.fetch();
        const calls = {id, name: 'Calls', version: '1.0.0', webapp: {bundle_path: `/static/plugins/${id}/main.js`}};
        await route.fulfill({response, json: [...(await response.json()), calls]});
    });
    await context.route(`**/static/plugins/${id}/main.js`, (route) =>
        route.fulfill({contentType: 'text/javascript', body: bundle}),
    );
}
