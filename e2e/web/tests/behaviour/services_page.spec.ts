import {expect, joinLink, type Locator, type Page, posts, say, test} from '../support/test';

const settings = '/admin_console/plugins/plugin_blizz';

test.afterEach(async ({admin}) => {
    await admin.rest('PUT', '/api/v4/config/patch', {PluginSettings: {Plugins: {blizz: {services: ''}}}});
});

const save = (page: Page) => page.getByRole('button', {name: 'Save'});
const services = (page: Page) => page.getByRole('group', {name: 'Further services'});
const choice = (page: Page) => page.getByRole('combobox', {name: 'Add a service'});
const host = (page: Page) => page.getByRole('textbox', {name: 'Your host'});
const names = (page: Page) => services(page).getByRole('listitem').locator('strong');
const field = (page: Page, name: string) => services(page).getByRole('textbox', {name});

async function add(page: Page, preset: string, ownHost = '') {
    await choice(page).selectOption(preset);
    if (ownHost) {
        await host(page).fill(ownHost);
    }
    await page.getByRole('button', {name: 'Add', exact: true}).click();
}

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, target: Locator) {
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 60; presses++) {
        if (await target.evaluate((element) => element === document.activeElement)) {
            return;
        }
        await page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key doesn't lead to ${target}`);
}

test('an administrator adds three services with the keyboard alone, and their links then post cards', async ({
    open,
    admin,
    alice,
}) => {
    const page = await open(admin, settings);
    await expect(choice(page)).toHaveValue('jitsi');
    await tabTo(page, host(page));
    await page.keyboard.type('https://meet.example.org/');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', {name: 'Edit Jitsi'})).toBeFocused();
    for (const preset of ['Microsoft Teams', 'Zoom']) {
        await tabTo(page, choice(page));
        await page.keyboard.type(preset);
        await tabTo(page, page.getByRole('button', {name: 'Add', exact: true}));
        await page.keyboard.press('Enter');
        await expect(page.getByRole('button', {name: `Edit ${preset}`})).toBeFocused();
    }
    await tabTo(page, save(page));
    await page.keyboard.press('Enter');
    await expect(save(page)).toBeDisabled();

    const channel = await open(alice);
    for (const [typed, card, link] of [
        ['https://meet.example.org/Standup', 'Jitsi meeting Standup', 'https://meet.example.org/Standup'],
        [
            'https://teams.microsoft.com/meet/234567890123',
            'Microsoft Teams meeting 234 567 890 123',
            'https://teams.microsoft.com/meet/234567890123',
        ],
        ['https://acme.zoom.us/j/85996249517', 'Zoom meeting 859 9624 9517', 'https://zoom.us/j/85996249517'],
    ] as const) {
        await say(channel, `/blizz ${typed}`);
        await expect(posts(channel).last()).toContainText(card);
        await expect(joinLink(posts(channel).last())).toHaveAttribute('href', link);
    }
});

test('an administrator can try a text before saving', async ({open, admin}) => {
    const page = await open(admin, settings);
    const text = field(page, 'Try a text');
    await text.fill('m12-345-678 Retro');
    await expect(services(page).getByText('https://go.blizz.com/join/m12345678')).toBeVisible();
    await page.getByRole('radio', {name: /^TeamViewer Meeting/}).check();
    await expect(services(page).getByText('https://go.teamviewer.com/v15/m12345678')).toBeVisible();

    await text.fill('859 9624 9517 Retro');
    await expect(text).toHaveAccessibleDescription(/can't find a meeting/);
    await add(page, 'Zoom');
    await expect(services(page)).toContainText('sysadmin invites you to join Zoom meeting 859 9624 9517');
    await expect(services(page).getByText('https://zoom.us/j/85996249517')).toBeVisible();
});

test('a host of another service is refused at its field, with that service’s name', async ({open, admin}) => {
    const page = await open(admin, settings);
    await add(page, 'Zoom');
    await add(page, 'Jitsi', 'acme.zoom.us');
    await expect(field(page, 'Hosts')).toHaveAccessibleDescription(/Jitsi: acme\.zoom\.us belongs to Zoom already\./);
    await expect(page.getByRole('button', {name: 'Edit Zoom'})).toHaveAttribute('aria-expanded', 'false');
    await save(page).click();
    await expect(page.getByRole('alert')).toHaveText('Jitsi: acme.zoom.us belongs to Zoom already.');
    await expect(field(page, 'Hosts')).toBeFocused();
    await expect(save(page)).toBeEnabled();

    await page.getByRole('textbox', {name: 'Link, with {id}', exact: true}).fill('https://meet.example.org/{id}');
    await field(page, 'Hosts').fill('meet.example.org, other.example.org');
    await expect(field(page, 'Hosts')).not.toHaveAttribute('aria-invalid');
    await expect(field(page, 'Hosts')).toHaveValue('meet.example.org, other.example.org');
    await save(page).click();
    await expect(save(page)).toBeDisabled();
});

test('services can be sorted and removed, and the focus stays with them', async ({open, admin}) => {
    const page = await open(admin, settings);
    for (const preset of ['Zoom', 'GoTo', 'Whereby']) {
        await add(page, preset);
    }
    await page.getByRole('button', {name: 'Move Whereby up'}).press('Enter');
    await expect(names(page)).toHaveText(['Zoom', 'Whereby', 'GoTo']);
    await expect(page.getByRole('button', {name: 'Move Whereby up'})).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(names(page)).toHaveText(['Whereby', 'Zoom', 'GoTo']);
    await expect(page.getByRole('button', {name: 'Edit Whereby'})).toBeFocused();
    await page.getByRole('button', {name: 'Remove Zoom'}).press('Enter');
    await expect(page.getByRole('button', {name: 'Edit GoTo'})).toBeFocused();
    await save(page).click();
    await expect(save(page)).toBeDisabled();
    await page.reload();
    await expect(names(page)).toHaveText(['Whereby', 'GoTo']);
});

test('a custom service can be added, and saving reports its missing fields', async ({open, admin, alice}) => {
    const page = await open(admin, settings);
    await add(page, 'Another service…');
    await expect(field(page, 'Name')).toBeFocused();
    await page.keyboard.type('Confab');
    await save(page).click();
    await expect(page.getByRole('textbox', {name: 'Pattern of an ID'})).toHaveAccessibleDescription(
        /Confab: id is missing\./,
    );
    await page.getByRole('textbox', {name: 'Link, with {id}', exact: true}).fill('https://confab.example/{id}');
    await page.getByRole('textbox', {name: 'Pattern of an ID'}).fill('[a-z]+');
    await expect(page.getByRole('textbox', {name: 'Pattern of an ID'})).not.toHaveAttribute('aria-invalid');
    await save(page).click();
    await expect(save(page)).toBeDisabled();

    const channel = await open(alice);
    await say(channel, '/blizz https://confab.example/retro');
    await expect(posts(channel).last()).toContainText('Confab meeting retro');
});

test('the JSON text shows an error below it, and the fields return once it is corrected', async ({open, admin}) => {
    const page = await open(admin, settings);
    await add(page, 'Zoom');
    await page.getByRole('button', {name: 'Edit as JSON'}).click();
    const json = field(page, 'Services as JSON');
    const good = await json.inputValue();
    await json.fill(good.replace('"kind"', '"sort"'));
    await expect(json).toHaveAccessibleDescription(/I don't know.*sort/);
    await json.fill(good.slice(1));
    await expect(json).toHaveAccessibleDescription(/must be a JSON list/);
    await expect(page.getByRole('button', {name: 'Edit in fields'})).toBeHidden();
    await json.fill(good);
    await page.getByRole('button', {name: 'Edit in fields'}).click();
    await expect(names(page)).toHaveText(['Zoom']);
});
