// Package secret asks for consent before a link that holds a key, a token or a password is shown to others.
package secret

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/meeting"
	"mattermost-plugin-blizz/server/problem"
)

// Consent says how a person consents to show a secret.
type Consent int

// The kinds of consent.
const (
	// ByAgain: the person consents by sending the same link again within Patience.
	ByAgain Consent = iota
	// Given: the person has consented.
	Given
	// Missing: the person has to consent.
	Missing
)

// Patience is how long a person can send the same link again.
const Patience = 10 * time.Minute

// keyPrefix begins the keys of warnings. A hash of the person and the link follows.
const keyPrefix = "secret_"

// API holds the calls of Mattermost's that this package makes.
type API interface {
	KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError)
}

var (
	linkWithSecret = problem.New(http.StatusConflict, "link_with_secret", &i18n.Message{
		ID:    "problem.link_with_secret",
		Other: "This link holds a key or a password: everybody who reads it here can use it. If you want that, confirm it.",
	})
	linkWithSecretAgain = problem.New(http.StatusConflict, "link_with_secret", &i18n.Message{
		ID:    "problem.link_with_secret_again",
		Other: "This link holds a key or a password: everybody who reads it here can use it. If you want that, send the same again within 10 minutes.",
	})
)

// OfConfirmed returns the consent for a request's field "confirmed".
func OfConfirmed(confirmed bool) Consent {
	if confirmed {
		return Given
	}
	return Missing
}

// Check refuses a meeting with a secret link until the person has consented. For any other meeting it makes no call.
func Check(api API, userID string, m meeting.Meeting, consent Consent) error {
	switch {
	case consent == Given || !m.HasSecret():
		return nil
	case consent == Missing:
		return linkWithSecret
	}
	hash := sha256.Sum256([]byte(userID + " " + m.Link))
	isFirst, appErr := api.KVSetWithOptions(keyPrefix+hex.EncodeToString(hash[:16]), []byte("told"), model.PluginKVSetOptions{
		Atomic: true, ExpireInSeconds: int64(Patience.Seconds()),
	})
	if appErr != nil {
		return errors.Wrap(appErr, "failed to note who was told of a secret")
	}
	if isFirst {
		return linkWithSecretAgain
	}
	return nil
}
