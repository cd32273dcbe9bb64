import {readdirSync, readFileSync} from 'node:fs';

import {look} from '../support/looks';
import {expect, type Locator, posts, say, test} from '../support/test';

const folder = '../../webapp/src/i18n';
const languages = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''));

/** A text from the plugin's own file. */
function message(language: string, id: string): string {
    return JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8'))[id];
}

for (const language of languages) {
    test(`The card and the dialog in ${language}`, async ({open, alice, here}) => {
        const inAnHour = Math.ceil(Date.now() / 60_000 + 60) * 60_000;
        await alice.invite(here, {
            meeting: 'm12-345-678',
            topic: 'Sprint review',
            password: 's3cret',
            starts_at: inAnHour,
            repeat: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
        });
        const page = await open(alice);
        await alice.change({locale: language});
        await page.reload();
        const card = posts(page).last().locator('.blizz-card');
        await expect(card.getByText(message(language, 'blizz.join'), {exact: true})).toBeVisible();
        await expectToFit(card);
        await look(page, `card-in-${language}`);

        await say(page, '/blizz');
        const dialog = page.getByRole('dialog');
        await dialog.getByLabel(message(language, 'blizz.dialog.meeting'), {exact: true}).fill('m12-345-678');
        await dialog.getByLabel(message(language, 'blizz.dialog.later')).check();
        await expect(dialog.getByLabel(message(language, 'blizz.dialog.date'))).toBeVisible();
        await expectToFit(dialog);
        await look(page, `dialog-in-${language}`);
    });

    test(`The settings page in ${language}`, async ({open, admin}) => {
        const page = await open(admin, '/admin_console/plugins/plugin_blizz');
        await admin.change({locale: language});
        await page.reload();
        await page.getByText(message(language, 'blizz.settings.preset.own')).click();
        await expectToFit(page.locator('body'));
        await look(page, `settings-page-in-${language}`);
    });
}

/** Expects that nothing in an element overflows it. */
async function expectToFit(element: Locator): Promise<void> {
    const tooWide = await element.evaluate((outer) => {
        const edge = outer.getBoundingClientRect();
        return [...outer.querySelectorAll('*')]
            .filter((inside) => {
                const {left, right} = inside.getBoundingClientRect();
                return right > edge.right + 0.5 || left < edge.left - 0.5;
            })
            .map((inside) => inside.outerHTML.slice(0, 120));
    });
    expect(tooWide, 'elements that are too wide').toEqual([]);
}
