import {look} from '../support/looks';
import {expect, posts, test} from '../support/test';

test('A meeting that is on', async ({open, alice, bob, here, admin}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    const page = await open(alice);
    await bob.join(invitation);
    await admin.join(invitation);
    await expect(posts(page).last()).toContainText('2 joined from here');
    await expect(page.getByRole('region', {name: 'A meeting is on'})).toBeVisible();
    await look(page, 'live');

    await alice.end(invitation);
    await expect(posts(page).last()).toContainText('Lasted');
    await look(page, 'lived');
});
