import {expect, joinLink, posts, test} from '../support/test';

// If a server can't load a link, it knows that from the second post on. Only then there is an embed.
test.beforeEach(async ({alice, here}) => {
    for (const link of [
        'https://go.blizz.com/join/m12345678',
        'https://go.teamviewer.com/v15/m02358428',
        'https://evil.example/join/m12345678',
        'https://meet.example/m12345678',
    ]) {
        await alice.post(here, `Before: ${link}`);
    }
});

for (const [link, href] of [
    ['https://go.blizz.com/join/m12345678', 'https://go.blizz.com/join/m12345678'],
    ['https://go.teamviewer.com/v15/m02358428', 'https://go.blizz.com/join/m02358428'],
]) {
    test(`a message with ${link} has a Join button below it`, async ({open, alice, bob, here}) => {
        await alice.post(here, `Come to ${link} please`);
        const post = posts(await open(bob)).last();
        await expect(joinLink(post)).toHaveAttribute('href', href);
        await expect(post).toContainText(`Come to ${link} please`);
    });
}

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

test('a message with another link has no Join button', async ({open, alice, bob, here}) => {
    await alice.post(here, 'Come to https://evil.example/join/m12345678 please');
    const post = posts(await open(bob)).last();
    await expect(post).toContainText('please');
    await expect(joinLink(post)).toHaveCount(0);
});
