package mattermost

import (
	"context"
	"fmt"

	"github.com/mattermost/mattermost/server/public/model"
)

// Person is a person who is logged in.
type Person struct {
	*model.Client4
	User *model.User
}

// SignUp makes an account and logs in. The first account on a server is its administrator.
func (s *Server) SignUp(ctx context.Context, name, locale, password string) (*Person, error) {
	account := &model.User{
		Username: name,
		Email:    name + "@example.com",
		Password: password,
		Locale:   locale,
	}
	if _, _, err := model.NewAPIv4Client(s.URL).CreateUser(ctx, account); err != nil {
		return nil, fmt.Errorf("signing up %s: %w", name, err)
	}
	return s.LogIn(ctx, name, password)
}

// LogIn opens a session.
func (s *Server) LogIn(ctx context.Context, name, password string) (*Person, error) {
	client := model.NewAPIv4Client(s.URL)
	user, _, err := client.Login(ctx, name, password)
	if err != nil {
		return nil, fmt.Errorf("logging in as %s: %w", name, err)
	}
	return &Person{Client4: client, User: user}, nil
}

// At returns the same person, in the same session, on another server of the same database.
func (p *Person) At(s *Server) *Person {
	client := *p.Client4
	client.URL, client.APIURL = s.URL, s.URL+model.APIURLSuffix
	return &Person{Client4: &client, User: p.User}
}
