import {look} from '../support/looks';
import {expect, test} from '../support/test';

test('The settings page', async ({open, admin}) => {
    const page = await open(admin, '/admin_console/plugins/plugin_blizz');
    await expect(page.getByText('https://go.blizz.com/join/m12345678')).toBeVisible();
    await look(page, 'settings-page');

    await page.getByRole('radio', {name: 'Another address'}).check();
    await page.getByRole('textbox', {name: 'Join link'}).fill('https://meet.example/');
    await page.getByRole('button', {name: 'Save'}).click();
    await expect(page.getByRole('alert')).not.toBeEmpty();
    await look(page, 'settings-page-refused');
});
