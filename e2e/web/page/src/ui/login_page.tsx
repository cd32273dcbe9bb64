import React, {type FormEvent, useState} from 'react';

import {login} from '../session';

export function LoginPage() {
    const [error, setError] = useState('');

    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        try {
            await login(String(form.get('name')), String(form.get('password')));
        } catch (e) {
            setError((e as Error).message);
        }
    };

    return (
        <main className="login">
            <form onSubmit={submit}>
                <h1>Log in</h1>
                <label>
                    Email or Username
                    <input className="form-control" name="name" autoComplete="username" required={true} />
                </label>
                <label>
                    Password
                    <input
                        className="form-control"
                        name="password"
                        type="password"
                        autoComplete="current-password"
                        required={true}
                    />
                </label>
                {error && (
                    <p className="page-error" role="alert">
                        {error}
                    </p>
                )}
                <button className="btn btn-primary">Log in</button>
            </form>
        </main>
    );
}
