package person

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// BotAPI holds the calls of Mattermost's that Bot makes.
type BotAPI interface {
	API
	EnsureBotUser(bot *model.Bot) (string, error)
}

// botNames are possible user names of the plugin's bot. The first one that belongs to no person is taken.
var botNames = []string{"blizz", "blizz-meetings"}

// Bot returns the ID of the plugin's bot, and makes the bot if there is none. If a person has the name, Mattermost
// returns that person, and the plugin must not post in their name.
func Bot(api BotAPI) (id string, err error) {
	for _, name := range botNames {
		id, err = api.EnsureBotUser(&model.Bot{
			Username:    name,
			DisplayName: "Blizz Meetings",
			Description: "Reminds of planned meetings.",
		})
		if err != nil {
			continue
		}
		user, appErr := api.GetUser(id)
		if appErr == nil && user.IsBot {
			return id, nil
		}
		err = errors.Errorf("the account %q is not a bot's", name)
	}
	return "", errors.Wrap(err, "failed to make the bot")
}
