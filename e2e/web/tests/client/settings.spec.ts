import {openSettings} from '../support/client';
import {place} from '../support/place';
import {skipLandingPage} from '../support/tabs';
import {expect, test} from '../support/test';

test('the plugin is ready after a login', async ({page, alice, here}) => {
    await skipLandingPage(page.context());
    await page.goto(`${place().url}/login?redirect_to=/${place().team}/channels/${here.name}`);
    await page.getByRole('textbox', {name: 'Email or Username'}).fill(alice.name);
    await page.getByRole('textbox', {name: 'Password'}).fill(place().password);
    await page.getByRole('button', {name: 'Log in', exact: true}).click();
    await expect(page.getByRole('button', {name: 'blizz', exact: true})).toBeVisible();
});

test('“My room” in the person’s settings opens and saves like the client’s own sections', async ({
    open,
    alice,
    here,
}) => {
    const settings = await openSettings(await open(alice));
    const edit = settings.getByRole('button', {name: /^My room.*Edit$/});
    await expect(edit).toBeVisible();
    const [title, panel] = await Promise.all(
        [settings.getByRole('heading', {name: 'My room'}), settings.getByRole('heading', {name: /Settings$/})].map(
            async (heading) => (await heading.boundingBox())!.x,
        ),
    );
    expect(title - panel, 'a section is indented by 14 pixels').toBeCloseTo(14, 0);

    await edit.click();
    await settings.getByLabel('Meeting', {exact: true}).fill('m12-345-678');
    await settings.getByRole('button', {name: 'Save'}).click();
    await expect
        .poll(() => alice.rest('GET', `/plugins/blizz/api/v1/rooms?channel_id=${here.id}`))
        .toMatchObject({mine: {meeting_id: 'm12345678'}});
});

test('the System Console’s page shows the resulting link, and saves the template', async ({open, admin}) => {
    const defaults = {PluginSettings: {Plugins: {blizz: {joinurltemplate: ''}}}};
    const page = await open(admin, '/admin_console/plugins/plugin_blizz');
    try {
        await page.getByRole('radio', {name: /^TeamViewer Meeting/}).check();
        await expect(page.getByText('https://go.teamviewer.com/v15/m12345678')).toBeVisible();
        await page.getByRole('button', {name: 'Save', exact: true}).click();
        await expect
            .poll(() => admin.rest('GET', '/plugins/blizz/api/v1/settings'))
            .toMatchObject({join_url_template: 'https://go.teamviewer.com/v15/{id}'});
    } finally {
        await admin.rest('PUT', '/api/v4/config/patch', defaults);
    }
});

test('the System Console’s page explains an error, and doesn’t save', async ({open, admin}) => {
    const page = await open(admin, '/admin_console/plugins/plugin_blizz');
    await page.getByRole('radio', {name: 'Another address'}).check();
    const address = page.getByRole('textbox', {name: 'Join link'});
    await address.fill('https://meet.example/');
    await expect(address).toHaveAccessibleDescription(/must contain \{id\} exactly once/);
    await page.getByRole('button', {name: 'Save', exact: true}).click();
    await expect
        .poll(() => admin.rest('GET', '/plugins/blizz/api/v1/settings'))
        .toMatchObject({join_url_template: 'https://go.blizz.com/join/{id}'});
});
