import {readdirSync, readFileSync} from 'node:fs';

import {look} from '../support/looks';
import {expect, posts, test} from '../support/test';

const folder = '../../webapp/src/i18n';
const languages = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''));

/** A message as the plugin's own file has it. */
function message(language: string, id: string): string {
    return JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8'))[id];
}

// Words are longest against the width of a phone; another theme makes them no longer.
for (const language of languages) {
    test(`The card in ${language}`, async ({open, alice, here}, {project}) => {
        test.skip(project.name !== 'light-360');
        const inAnHour = Math.ceil(Date.now() / 60_000 + 60) * 60_000;
        await alice.invite(here, {
            meeting: 'm12-345-678',
            topic: 'Sprint review',
            password: 's3cret',
            starts_at: inAnHour,
        });
        const page = await open(alice);
        await alice.change({locale: language});
        await page.reload();
        const card = posts(page).last();
        await expect(card.getByText(message(language, 'blizz.join'), {exact: true})).toBeVisible();

        const tooWide = await card.locator('.blizz-card').evaluate((element) => {
            const edge = element.getBoundingClientRect();
            return [...element.querySelectorAll('*')]
                .filter((inside) => {
                    const {left, right} = inside.getBoundingClientRect();
                    return right > edge.right + 0.5 || left < edge.left - 0.5;
                })
                .map((inside) => inside.outerHTML.slice(0, 120));
        });
        expect(tooWide, 'what is wider than the card').toEqual([]);
        await look(page, `card-in-${language}`);
    });
}
