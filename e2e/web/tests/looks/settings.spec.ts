import {look, picture} from '../support/looks';
import {expect, test} from '../support/test';

test('The settings page', async ({open, admin}) => {
    const page = await open(admin, '/admin_console/plugins/plugin_blizz');
    await expect(page.getByText('https://go.blizz.com/join/m12345678')).toBeVisible();
    await look(page, 'settings-page');
    await picture(page, 'settings');

    await page.getByRole('radio', {name: 'Another address'}).check();
    await page.getByRole('textbox', {name: 'Join link'}).fill('https://meet.example/');
    await page.getByRole('button', {name: 'Save'}).click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await look(page, 'settings-page-refused');
    await picture(page, 'settings-refused');
});

test('Further services', async ({open, admin}) => {
    const page = await open(admin, '/admin_console/plugins/plugin_blizz');
    const services = page.getByRole('group', {name: 'Further services'});
    await services.getByRole('textbox', {name: 'Your host'}).fill('meet.example.org');
    await services.getByRole('button', {name: 'Add', exact: true}).click();
    for (const preset of ['Zoom', 'Another service…']) {
        await services.getByRole('combobox', {name: 'Add a service'}).selectOption(preset);
        await services.getByRole('button', {name: 'Add', exact: true}).click();
    }
    await services.getByRole('textbox', {name: 'Name'}).fill('פגישה');
    await services.getByRole('textbox', {name: 'Hosts'}).fill('acme.zoom.us');
    await page.getByRole('button', {name: 'Save'}).click();
    await expect(services.getByRole('textbox', {name: 'Pattern of an ID'})).toHaveAttribute('aria-invalid', 'true');
    await page.mouse.move(0, 0);
    await services.getByRole('button', {name: 'Edit as JSON'}).scrollIntoViewIfNeeded();
    await look(page, 'settings-page-services');
    await services.getByRole('button', {name: /^Remove .*פגישה/}).click();
    await services.getByRole('textbox', {name: 'Try a text'}).fill('https://meet.example.org/Standup Retro');
    await expect(services).toContainText('Jitsi meeting Standup');
    await look(page, 'settings-page-services-tried');
    await services.getByRole('button', {name: 'Edit as JSON'}).click();
    await look(page, 'settings-page-services-json');
});

test('My room', async ({open, alice, isPhone}) => {
    const page = await open(alice);
    await alice.rest('PUT', '/plugins/blizz/api/v1/rooms/mine', {meeting: 'm12-345-678'});
    if (isPhone) {
        await page.getByLabel('Menu', {exact: true}).click();
    }
    await page.getByRole('button', {name: 'Settings'}).click();
    await page.getByRole('tab', {name: 'Blizz'}).click();
    await page.getByRole('button', {name: /^My room.*Edit$/}).click();
    await expect(page.getByRole('status')).toHaveText('m12-345-678');
    await look(page, 'my-room');
    await picture(page.getByRole('dialog'), 'my-room');
});
