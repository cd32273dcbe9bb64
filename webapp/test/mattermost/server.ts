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

/** Replaces the server. It answers by method and path, and keeps the requests. */
export class FakeServer {
    readonly requests: Request[] = [];

    private readonly answers = new Map<string, (body: unknown) => Answer | Promise<Answer>>();

    constructor() {
        this.answer('GET /plugins/blizz/api/v1/settings', {
            service_name: 'Confab',
            join_url_template: 'https://meet.confab.example/{id}',
            bot_user_id: 'bot-id',
        });
        this.answerBy('POST /plugins/blizz/api/v1/invitations/check', checkAnswer);
        vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.handle(path, init));
    }

    answer(route: string, body: unknown, status = 200) {
        this.answers.set(route, () => ({body, status}));
    }

    /** Answers depending on the request's body. */
    answerBy(route: string, answer: (body: unknown) => Answer) {
        this.answers.set(route, answer);
    }

    refuse(route: string, message: string, status = 403, code = 'refused') {
        this.answer(route, {error: {code, message}}, status);
    }

    /** Holds the answer of a route back until the returned function is called. */
    hold(route: string, body: unknown, status = 200): () => void {
        let release = () => {};
        const held = new Promise<Answer>((resolve) => {
            release = () => resolve({body, status});
        });
        this.answers.set(route, () => held);
        return () => release();
    }

    /** The requests to a route. */
    asked(route: string): Request[] {
        return this.requests.filter(({method, path}) => `${method} ${path}` === route);
    }

    private async handle(path: string, init: RequestInit): Promise<Response> {
        const {method = 'GET', body} = init;
        const headers = init.headers as Record<string, string>;
        this.requests.push({method, path, headers, body: body ? JSON.parse(String(body)) : undefined});
        const answer = await Promise.race([
            this.answers.get(`${method} ${path}`)?.(this.requests.at(-1)?.body),
            aborted(init.signal),
        ]);
        if (!answer) {
            throw new TypeError('Failed to fetch');
        }
        return new Response(JSON.stringify(answer.body), {status: answer.status});
    }
}

/** Rejects when the request is cancelled. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
    return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
    });
}

/** Reads a Blizz meeting as the server does in simple cases, and a topic and a password on lines of their own. */
function checkAnswer(body: unknown): Answer {
    const {meeting, topic, password, ...plan} = body as Record<string, string>;
    const [id] = /m[\d-]{8,10}/i.exec(meeting ?? '') ?? [];
    if (!id) {
        return {status: 400, body: {error: {code: 'invalid_meeting', message: 'There is no meeting in this text.'}}};
    }
    const digits = id.replace(/\D/g, '');
    const labelled = (label: string) => new RegExp(`^${label}: (.*)$`, 'm').exec(meeting ?? '')?.[1] ?? '';
    return {
        status: 200,
        body: {
            service: 'blizz',
            meeting_id: `m${digits}`,
            display_id: `m${digits.replace(/(\d{2})(\d{3})(\d{3})/, '$1-$2-$3')}`,
            join_url: `https://meet.confab.example/m${digits}`,
            topic: topic ?? labelled('Topic'),
            password: password ?? labelled('Password'),
            starts_at: 0,
            duration_minutes: 0,
            repeat: '',
            message: 'the message',
            ...plan,
        },
    };
}
