// Package users signs up many users, who then act at the same time.
package users

import (
	"context"
	"fmt"
	"net/http"

	"github.com/mattermost/mattermost/server/public/model"
	"golang.org/x/sync/errgroup"

	"mattermost-plugin-blizz/e2e/environment"
	"mattermost-plugin-blizz/e2e/mattermost"
)

// atOnce is the number of parallel sign-ups. It keeps the server busy.
const atOnce = 8

// SignUp signs up n users and adds them to the environment's team. They log in by single sign-on and have access tokens
// as sessions: hashing a password takes the server a quarter of a second.
func SignUp(ctx context.Context, s *environment.Environment, n int) ([]*mattermost.Person, error) {
	// By default, Go keeps two connections to a server, and would open all others again for each act.
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 0, n

	people := make([]*mattermost.Person, n)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range people {
		group.Go(func() (err error) {
			people[i], err = signUp(ctx, s, transport)
			return err
		})
	}
	return people, group.Wait()
}

func signUp(ctx context.Context, s *environment.Environment, transport http.RoundTripper) (*mattermost.Person, error) {
	name := model.NewUsername()
	user, _, err := s.Admin.CreateUser(ctx, &model.User{
		Username:    name,
		Email:       name + "@example.com",
		AuthService: model.UserAuthServiceSaml,
		AuthData:    &name,
	})
	if err != nil {
		return nil, fmt.Errorf("signing up %s: %w", name, err)
	}
	if _, _, err := s.Admin.AddTeamMember(ctx, s.Team.Id, user.Id); err != nil {
		return nil, fmt.Errorf("adding %s to the team: %w", name, err)
	}
	token, _, err := s.Admin.CreateUserAccessToken(ctx, user.Id, "test user")
	if err != nil {
		return nil, fmt.Errorf("letting %s in: %w", name, err)
	}
	client := model.NewAPIv4Client(s.Server.URL)
	client.HTTPClient = &http.Client{Transport: transport}
	client.SetToken(token.Token)
	return &mattermost.Person{Client4: client, User: user}, nil
}
