import {place} from '../support/place';
import {expect, joinLink, posts, test} from '../support/test';

// Mattermost loads plugins on its login page, too, when there is no user yet.
test('who logs in finds the plugin ready', async ({page, alice, here}) => {
    await alice.invite(here, {meeting: 'm12-345-678'});
    await page.goto(`${place().url}/${place().team}/channels/${here.name}`);
    await page.getByLabel('Username').fill(alice.name);
    await page.getByLabel('Password').fill(place().password);
    await page.getByRole('button', {name: 'Log in'}).click();
    await expect(joinLink(posts(page).last())).toHaveAttribute('href', 'https://go.blizz.com/join/m12345678');
    await expect(page.getByRole('button', {name: 'Invite to a Blizz meeting'})).toBeVisible();
});
