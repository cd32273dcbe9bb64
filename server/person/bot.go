package person

import (
	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// BotAPI is what making a bot asks of Mattermost.
type BotAPI interface {
	API
	EnsureBotUser(bot *model.Bot) (string, error)
}

// botNames are the user names of the plugin's bot: the first that is not a person's.
var botNames = []string{"blizz", "blizz-meetings"}

// Bot returns the ID of the plugin's bot, which is made if there is none yet. Where a person has the name, Mattermost
// answers with that person, in whose name nothing must be posted.
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
