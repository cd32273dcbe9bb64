import {expect, joinLink, posts, test} from '../support/test';

test('a message with a link of the administrator’s template gets a Join button as soon as the template is saved', async ({
    open,
    admin,
    alice,
    bob,
    here,
}) => {
    const set = (joinurltemplate: string) =>
        admin.rest('PUT', '/api/v4/config/patch', {PluginSettings: {Plugins: {blizz: {joinurltemplate}}}});
    await alice.post(here, 'Come to https://meet.example/m12345678 please');
    const post = posts(await open(bob)).last();
    await expect(post).toContainText('please');
    await expect(joinLink(post)).toHaveCount(0);
    try {
        await set('https://meet.example/{id}');
        await expect(joinLink(post)).toHaveAttribute('href', 'https://meet.example/m12345678');
    } finally {
        await set('');
    }
    await expect(joinLink(post)).toHaveCount(0);
});
