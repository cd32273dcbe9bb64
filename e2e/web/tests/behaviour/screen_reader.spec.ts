import {dialog, expect, say, test} from '../support/test';

const minute = 60_000;
const day = 24 * 60 * minute;

// What a screen reader reads, in its order: all of a card, and of each step of the way.

test('a screen reader reads an invitation while the meeting is on, and the question before its end', async ({
    open,
    alice,
    bob,
    here,
}) => {
    const invitation = await alice.invite(here, {meeting: 'm12-345-678', topic: 'Retro', password: 'abc'});
    await bob.join(invitation);
    const page = await open(alice);
    const card = page.locator('.blizz-card');
    await expect(card).toMatchAriaSnapshot(`
        - /children: equal
        - text: Retro alice invites you to join Blizz meeting m12-345-678
        - strong: /On since \\d+:\\d+ [AP]M/
        - img "bob"
        - text: "1 joined from here Password: abc"
        - button "Copy password"
        - link "Join m12-345-678":
          - /url: https://go.blizz.com/join/m12345678
        - button "Copy link"
        - button "Copy invitation"
        - button "QR code"
        - button "End"
    `);

    await card.getByRole('button', {name: 'End'}).press('Enter');
    await expect(card.getByRole('button', {name: 'Cancel'})).toBeFocused();
    await expect(card).toMatchAriaSnapshot(`
        - group "End the invitation for everyone? The call itself goes on.":
          - /children: equal
          - button "Cancel"
          - button "End the invitation"
    `);

    await card.getByRole('button', {name: 'End the invitation'}).press('Enter');
    await expect(card).toMatchAriaSnapshot(`
        - /children: equal
        - text: /Retro Blizz meeting m12-345-678 Ended .+ Lasted .+ · 1 joined from here/
    `);
});

test('a screen reader reads a planned meeting that repeats', async ({open, alice, here}) => {
    const start = Math.ceil(Date.now() / minute) * minute + 2 * day;
    await alice.invite(here, {meeting: 'm12-345-678', starts_at: start, duration_minutes: 30, repeat: 'FREQ=WEEKLY'});
    const page = await open(alice);
    const card = page.locator('.blizz-card');
    await card.getByRole('button', {name: "I'm going"}).press('Enter');
    await expect(card).toMatchAriaSnapshot(`
        - /children: equal
        - text: Blizz meeting m12-345-678 alice invites you to join
        - time: /\\w+, \\w+ \\d+, \\d+:\\d+ [AP]M/
        - text: · 30 min · every week ·
        - strong: in 2 days
        - link "Add to calendar"
        - group "Will you be there?":
          - /children: equal
          - button "I'm going" [pressed]
          - button "Maybe"
          - button "Can't"
          - button "1 going"
        - link "Join m12-345-678"
        - button "Copy link"
        - button "Copy invitation"
        - button "QR code"
        - button "Change"
        - button "Cancel meeting"
    `);
});

test('a screen reader reads the dialog, with a refused meeting and with a start', async ({open, alice}) => {
    const page = await open(alice);
    await say(page, '/blizz');
    const meeting = dialog(page).getByLabel('Meeting', {exact: true});
    await meeting.fill('x');
    await meeting.press('Tab');
    await expect(meeting).toHaveAttribute('aria-invalid', 'true');
    await expect(meeting).toHaveAccessibleDescription(
        /I can't find a meeting in that\. Give its ID, such as m12-345-678, its join link, or the whole invitation\.$/,
    );
    await expect(dialog(page)).toMatchAriaSnapshot(`
        - dialog "Invite to a Blizz meeting":
          - document:
            - /children: equal
            - button "Close"
            - heading "Invite to a Blizz meeting" [level=1]
            - text: Meeting
            - textbox "Meeting"
            - text: /I can't find a meeting in that.+ Topic \\(optional\\)/
            - textbox "Topic (optional)"
            - text: Password (optional)
            - textbox "Password (optional)"
            - checkbox "Start later"
            - text: Start later In Design
            - button "Cancel"
            - button "Post" [disabled]
    `);

    await meeting.fill('m12-345-678');
    await dialog(page).getByLabel('Start later').check();
    await expect(dialog(page)).toMatchAriaSnapshot(`
        - dialog "Invite to a Blizz meeting":
          - document:
            - textbox "Meeting": m12-345-678
            - text: /Blizz meeting m12-345-678 Topic \\(optional\\)/
            - textbox "Topic (optional)"
            - textbox "Password (optional)"
            - checkbox "Start later" [checked]
            - textbox "Date"
            - textbox "Time"
            - combobox "Duration"
            - combobox "Repeat"
            - checkbox "Keep as my room"
            - checkbox "Keep for this channel"
            - text: /Preview/
            - time: /\\w+, \\w+ \\d+, \\d+:\\d+ [AP]M/
            - text: In Design
            - button "Cancel"
            - button "Post"
    `);
});
