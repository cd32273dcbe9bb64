import {expect, joinLink, type Page, posts, test} from '../support/test';

const settings = '/admin_console/plugins/plugin_blizz';

test.afterEach(async ({admin}) => {
    const defaults = {joinurltemplate: '', servicename: ''};
    await admin.rest('PUT', '/api/v4/config/patch', {PluginSettings: {Plugins: {blizz: defaults}}});
});

const save = (page: Page) => page.getByRole('button', {name: 'Save'});
const address = (page: Page) => page.getByRole('textbox', {name: 'Join link'});

test('the page begins with the default, and offers presets and a custom address', async ({open, admin}) => {
    const page = await open(admin, settings);
    await expect(page.getByRole('radio', {name: /^Blizz/})).toBeChecked();
    await expect(page.getByText('https://go.blizz.com/join/m12345678')).toBeVisible();
    await expect(save(page)).toBeDisabled();

    await page.getByRole('radio', {name: /^TeamViewer Meeting/}).check();
    await expect(page.getByText('https://go.teamviewer.com/v15/m12345678')).toBeVisible();
    await page.getByRole('radio', {name: 'Another address'}).check();
    await address(page).fill('https://meet.example/{id}?lang=de');
    await expect(page.getByText('https://meet.example/m12345678?lang=de')).toBeVisible();
});

test('cards show a saved template and a saved name', async ({open, admin, alice, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(admin, settings);
    await page.getByRole('radio', {name: /^TeamViewer Meeting/}).check();
    await page.getByRole('textbox', {name: 'Service name'}).fill('TeamViewer');
    await save(page).click();
    await expect(save(page)).toBeDisabled();

    const card = posts(await open(alice)).last();
    await expect(joinLink(card)).toHaveAttribute('href', 'https://go.teamviewer.com/v15/m12345678');
    await expect(card).toContainText('TeamViewer meeting m12-345-678');
});

const mistakes = {
    'https://meet.example/': 'must contain {id} exactly once',
    'https://meet.example/{id}/{id}': 'must contain {id} exactly once',
    'javascript:alert({id})': 'not a complete web address',
    'https://user:pw@meet.example/{id}': 'must not contain a user name',
    'https://meet.example/a b/{id}': 'contains a space',
    'https://{id}.example/': 'after the host name',
    [`https://meet.example/{id}${'a'.repeat(1024)}`]: 'longer than 1,024',
};

test('the page explains errors while somebody types', async ({open, admin}) => {
    const page = await open(admin, settings);
    await page.getByRole('radio', {name: 'Another address'}).check();
    for (const [template, reason] of Object.entries(mistakes)) {
        await address(page).fill(template);
        await expect(address(page), template).toHaveAccessibleDescription(new RegExp(reason.replace(/[{}]/g, '\\$&')));
        await expect(address(page)).toHaveAttribute('aria-invalid', 'true');
    }
});

test('a setting from an environment variable is read-only', async ({open, admin}) => {
    const page = await open(admin, '/');
    // Mattermost only names the whole map here. This tests what the page would do if Mattermost named single settings.
    await page.route('**/api/v4/config/environment', (route) =>
        route.fulfill({
            json: {PluginSettings: {Plugins: {blizz: {joinurltemplate: true}}}},
        }),
    );
    await page.goto(settings);
    for (const radio of await page.getByRole('radio').all()) {
        await expect(radio).toBeDisabled();
    }
    await expect(page.getByRole('radio')).toHaveCount(3);
    await expect(page.getByText('set through an environment variable')).toBeVisible();
    await expect(page.getByText('https://go.blizz.com/join/m12345678')).toBeVisible();
});
