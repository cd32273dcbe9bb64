import {messageBox, pressButton, shown} from '../support/client';
import {dialog, expect, joinLink, type Locator, type Page, test} from '../support/test';

const mark = 'A meeting is on';

/** The bar above the messages that offers a meeting. */
const bar = (page: Page) => page.getByRole('region', {name: mark});

/** Presses Join without loading the meeting's page. */
async function join(page: Page, link: Locator): Promise<void> {
    await page.context().route('https://go.blizz.com/**', (route) => route.fulfill({body: 'joined'}));
    const opened = page.waitForEvent('popup');
    await link.click();
    await (await opened).close();
}

test('everybody’s card shows at once who joined, until the end', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    const [inviter, guest] = [await open(alice), await open(bob)];
    const card = shown(inviter, invitation);
    await expect(joinLink(card)).toBeVisible();
    await expect(card).not.toContainText('On since');

    await join(guest, joinLink(shown(guest, invitation)));
    for (const page of [inviter, guest]) {
        await expect(shown(page, invitation)).toContainText(/On since \d/);
        await expect(shown(page, invitation)).toContainText('1 joined from here');
        await expect(shown(page, invitation).getByRole('img', {name: 'bob', exact: true})).toBeVisible();
    }
    await join(inviter, joinLink(card));
    await expect(shown(guest, invitation)).toContainText('2 joined from here');

    await card.getByRole('button', {name: 'End'}).click();
    await card.getByRole('button', {name: 'End the invitation'}).click();
    for (const page of [inviter, guest]) {
        await expect(shown(page, invitation)).toContainText('2 joined from here');
        await expect(shown(page, invitation)).toContainText('Lasted');
        await expect(shown(page, invitation)).not.toContainText('On since');
        await expect(bar(page)).toHaveCount(0);
        await expect(page.getByRole('img', {name: mark})).toHaveCount(0);
    }
});

test('a bar and a mark offer the meeting that is on, and a screen reader announces it once', async ({
    open,
    alice,
    bob,
    here,
}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Sprint review'});
    const [inviter, guest] = [await open(alice), await open(bob)];
    await expect(joinLink(shown(inviter, invitation))).toBeVisible();
    await inviter.evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, {heard});
        new MutationObserver(() => {
            const text = document.getElementById('blizz-announcements')?.textContent ?? '';
            if (text !== '' && heard.at(-1) !== text) {
                heard.push(text);
            }
        }).observe(document.body, {subtree: true, childList: true, characterData: true});
    });

    await join(guest, joinLink(shown(guest, invitation)));
    await expect(joinLink(bar(inviter))).toHaveAttribute('href', 'https://go.blizz.com/join/m12345678');
    await expect(inviter.getByRole('img', {name: mark})).toBeVisible();
    await join(inviter, joinLink(bar(inviter)));
    await expect(shown(inviter, invitation)).toContainText('2 joined from here');
    const heard = await inviter.evaluate(() => (window as unknown as {heard: string[]}).heard);
    expect(heard.filter((text) => text.startsWith('A meeting is on here since'))).toHaveLength(1);
});

test('a dismissed bar does not come back', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    const [inviter, guest] = [await open(alice), await open(bob)];
    await join(guest, joinLink(shown(guest, invitation)));
    await bar(inviter).getByRole('button', {name: "Don't show this meeting any more"}).click();
    await expect(bar(inviter)).toHaveCount(0);
    await inviter.reload();
    await expect(shown(inviter, invitation)).toContainText('On since');
    await expect(bar(inviter)).toHaveCount(0);
    await expect(bar(guest)).toBeVisible();
});

test('the channel’s button joins a meeting that is on, and later invites again', async ({open, alice, bob, here}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678'});
    const page = await open(bob);
    await page.context().route('https://go.blizz.com/**', (route) => route.fulfill({body: 'joined'}));
    await expect(messageBox(page)).toBeVisible();
    const opened = page.waitForEvent('popup');
    await alice.join(invitation);
    await expect(bar(page)).toBeVisible();
    await pressButton(page);
    expect((await opened).url()).toBe('https://go.blizz.com/join/m12345678');
    await (await opened).close();
    await expect(shown(page, invitation)).toContainText('2 joined from here');
    await expect(dialog(page)).toHaveCount(0);

    await alice.end(invitation);
    await expect(bar(page)).toHaveCount(0);
    await pressButton(page);
    await expect(dialog(page)).toBeVisible();
});
