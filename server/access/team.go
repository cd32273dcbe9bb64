package access

import (
	"net/http"
	"slices"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pkg/errors"

	"mattermost-plugin-blizz/server/problem"
)

var noCommonTeam = problem.New(http.StatusForbidden, "no_common_team", &i18n.Message{
	ID:    "problem.no_common_team",
	Other: "You have no team in common any more, so nobody can write here.",
})

// perPage exceeds the number of a person's teams, and the number of a group message's members.
const perPage = 200

// checkCommonTeam refuses a direct or group message whose active members have no common team, if the server requires
// one. The server checks this for its own routes and for slash commands, but not when a plugin posts.
func checkCommonTeam(api API, channel *model.Channel) error {
	if channel.Type != model.ChannelTypeDirect && channel.Type != model.ChannelTypeGroup {
		return nil
	}
	if !api.RestrictsDirectMessages() {
		return nil
	}
	members, appErr := api.GetUsersInChannel(channel.Id, model.ChannelSortByUsername, 0, perPage)
	if appErr != nil {
		return errors.Wrap(appErr, "failed to get the channel's members")
	}
	members = slices.DeleteFunc(members, func(member *model.User) bool { return member.DeleteAt != 0 })
	inTeam := map[string]int{} // the number of members in each team
	for _, member := range members {
		teams, appErr := api.GetTeamMembersForUser(member.Id, 0, perPage)
		if appErr != nil {
			return errors.Wrap(appErr, "failed to get a member's teams")
		}
		for _, team := range teams {
			if team.DeleteAt == 0 {
				inTeam[team.TeamId]++
			}
			if inTeam[team.TeamId] == len(members) {
				return nil
			}
		}
	}
	return noCommonTeam
}
