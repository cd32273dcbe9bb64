import {vi} from 'vitest';

interface Answer {
    status: number;
    body: unknown;
}

/** A request that the plugin made. */
export interface Request {
    method: string;
    path: string;
    headers: Record<string, string>;
    body: unknown;
}

/** Stands in for the server: answers by method and path, and keeps what it was asked. */
export class FakeServer {
    readonly requests: Request[] = [];

    private readonly answers = new Map<string, () => Answer | Promise<Answer>>();

    constructor() {
        this.answer('GET /plugins/blizz/api/v1/settings', {
            service_name: 'Confab',
            join_url_template: 'https://meet.confab.example/{id}',
            bot_user_id: 'bot-id',
        });
        vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.handle(path, init));
    }

    answer(route: string, body: unknown, status = 200) {
        this.answers.set(route, () => ({body, status}));
    }

    refuse(route: string, message: string, status = 403) {
        this.answer(route, {error: {code: 'refused', message}}, status);
    }

    /** Keeps the answer to a route back until the returned function is called. */
    hold(route: string, body: unknown, status = 200): () => void {
        let release = () => {};
        const held = new Promise<Answer>((resolve) => {
            release = () => resolve({body, status});
        });
        this.answers.set(route, () => held);
        return () => release();
    }

    /** What was asked of a route. */
    asked(route: string): Request[] {
        return this.requests.filter(({method, path}) => `${method} ${path}` === route);
    }

    private async handle(path: string, init: RequestInit): Promise<Response> {
        const {method = 'GET', body} = init;
        const headers = init.headers as Record<string, string>;
        this.requests.push({method, path, headers, body: body ? JSON.parse(String(body)) : undefined});
        const answer = await this.answers.get(`${method} ${path}`)?.();
        if (!answer) {
            throw new TypeError('Failed to fetch');
        }
        return new Response(JSON.stringify(answer.body), {status: answer.status});
    }
}
