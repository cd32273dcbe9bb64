// Package fake is a small Mattermost for tests. It keeps users, channels, posts and the plugin's keys in memory, and
// answers as the real server does. It panics on calls that it does not know.
package fake

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/mattermost/mattermost/server/public/plugin"
)

// Mattermost is the server. It implements methods of the plugin API, under the same names.
type Mattermost struct {
	plugin.API // nil, so a method that is not implemented here panics

	mutex    sync.Mutex
	calls    []string
	failing  map[string]bool
	users    map[string]*model.User
	statuses map[string]model.Status
	channels map[string]*model.Channel
	members  map[string]map[string]bool     // by channel, then user
	teams    map[string][]*model.TeamMember // by user
	granted  map[string]bool                // channel, user and permission
	posts    map[string]*model.Post
	keys     map[string][]byte
	lag      int                          // the number of reads until a replica has a written value
	behind   map[string]*replica          // keys whose replica is behind
	counts   map[string]int64             // members of enlarged channels
	reacted  map[string][]*model.Reaction // by post
	expires  map[string]time.Time         // the time at which a key expires
	crash    *crash                       // nil if no crash is planned
	during   map[string]func()            // called at the next call of a method
	log      []LogLine

	// Now is the clock for the times of posts and the expiry of keys. If it is nil, posts get the real time, and keys
	// never expire.
	Now func() time.Time
	// Config is the answer of GetConfig.
	Config *model.Config
	// Settings are the plugin's settings in the config file.
	Settings map[string]any
	// Bundle is the plugin's folder. If it is empty, the project's own folder is used, which has the same assets.
	Bundle string
	// Logged holds the messages logged as errors.
	Logged []string
	// Audited holds the records of the audit log.
	Audited []*model.AuditRecord
	// Events holds the names of the published websocket events.
	Events    []string
	published []Published
	// OthersCommands holds the slash commands of other plugins.
	OthersCommands []*model.Command
	// Commands holds the registered slash commands.
	Commands []*model.Command
	// Told holds the ephemeral posts, by user.
	Told map[string][]*model.Post
	// Dialogs holds the opened interactive dialogs.
	Dialogs []model.OpenDialogRequest
	// OnClusterEvent holds the hooks of all servers of a cluster, including the sender's. It is empty without a
	// cluster.
	OnClusterEvent []func(event model.PluginClusterEvent)
}

// Published is a websocket event.
type Published struct {
	Event     string
	Payload   map[string]any
	Broadcast *model.WebsocketBroadcast
}

// New returns an empty server.
func New() *Mattermost {
	config := &model.Config{}
	config.SetDefaults()
	return &Mattermost{
		failing:  map[string]bool{},
		users:    map[string]*model.User{},
		statuses: map[string]model.Status{},
		channels: map[string]*model.Channel{},
		members:  map[string]map[string]bool{},
		teams:    map[string][]*model.TeamMember{},
		granted:  map[string]bool{},
		posts:    map[string]*model.Post{},
		keys:     map[string][]byte{},
		counts:   map[string]int64{},
		reacted:  map[string][]*model.Reaction{},
		expires:  map[string]time.Time{},
		during:   map[string]func(){},
		Told:     map[string][]*model.Post{},
		Config:   config,
		Settings: map[string]any{},
	}
}

// now returns the time in milliseconds since 1970.
func (m *Mattermost) now() int64 {
	if m.Now != nil {
		return m.Now().UnixMilli()
	}
	return model.GetMillis()
}

// Lag makes a replica lag: after a key is written, that many reads return the former value. Compare-and-set still sees
// the primary. 0 ends all lag.
func (m *Mattermost) Lag(reads int) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lag = reads
	m.behind = map[string]*replica{}
}

// replica holds a key's former value, and the number of reads that still return it.
type replica struct {
	value []byte
	reads int
}

// readKey reads a key from the replica. The caller holds the mutex.
func (m *Mattermost) readKey(key string) []byte {
	m.expire(key)
	if old := m.behind[key]; old != nil && old.reads > 0 {
		old.reads--
		return old.value
	}
	return m.keys[key]
}

// expire removes a key whose time is over. The caller holds the mutex.
func (m *Mattermost) expire(key string) {
	if at, ok := m.expires[key]; ok && m.Now != nil && !m.Now().Before(at) {
		delete(m.keys, key)
		delete(m.expires, key)
	}
}

// writeKey writes a key to the primary. The caller holds the mutex.
func (m *Mattermost) writeKey(key string, value []byte) {
	if m.lag > 0 {
		m.behind[key] = &replica{value: m.keys[key], reads: m.lag}
	}
	delete(m.expires, key)
	if value == nil {
		delete(m.keys, key)
	} else {
		m.keys[key] = value
	}
}

// AddUser adds a user with a language and returns the ID.
func (m *Mattermost) AddUser(name, language string) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	user := &model.User{Id: model.NewId(), Username: name, Locale: language}
	m.users[user.Id] = user
	return user.Id
}

// Move sets a user's time zone, by its IANA name.
func (m *Mattermost) Move(userID, zone string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.users[userID].Timezone = model.StringMap{"useAutomaticTimezone": "false", "manualTimezone": zone}
}

// AddChannel adds a public channel whose members may post, and returns its ID.
func (m *Mattermost) AddChannel(userIDs ...string) string {
	return m.AddChannelOf(model.ChannelTypeOpen, userIDs...)
}

// AddChannelOf adds a channel of a type.
func (m *Mattermost) AddChannelOf(kind model.ChannelType, userIDs ...string) string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	channel := &model.Channel{Id: model.NewId(), Type: kind}
	m.channels[channel.Id] = channel
	m.members[channel.Id] = map[string]bool{}
	for _, userID := range userIDs {
		m.members[channel.Id][userID] = true
		m.granted[channel.Id+userID+model.PermissionCreatePost.Id] = true
	}
	return channel.Id
}

// AddMember adds a user to a channel, with the permission to post.
func (m *Mattermost) AddMember(channelID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.members[channelID][userID] = true
	m.granted[channelID+userID+model.PermissionCreatePost.Id] = true
}

// RemoveMember removes a user from a channel.
func (m *Mattermost) RemoveMember(channelID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.members[channelID], userID)
	delete(m.granted, channelID+userID+model.PermissionCreatePost.Id)
}

// Value returns a key's value in the primary; nil for none.
func (m *Mattermost) Value(key string) []byte {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.expire(key)
	return m.keys[key]
}

// Deactivate deactivates a user. Activate undoes it.
func (m *Mattermost) Deactivate(userID string) {
	_ = m.withUser(userID, func(user *model.User) { user.DeleteAt = m.now() })
}

// Activate undoes Deactivate.
func (m *Mattermost) Activate(userID string) {
	_ = m.withUser(userID, func(user *model.User) { user.DeleteAt = 0 })
}

// Join adds a user to a team.
func (m *Mattermost) Join(teamID, userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.teams[userID] = append(m.teams[userID], &model.TeamMember{TeamId: teamID, UserId: userID})
}

// Archive archives a channel. Restore undoes it.
func (m *Mattermost) Archive(channelID string) { m.setDeletedAt(channelID, m.now()) }

// Restore undoes Archive.
func (m *Mattermost) Restore(channelID string) { m.setDeletedAt(channelID, 0) }

// setDeletedAt changes a copy of a channel, because others may be reading the former one.
func (m *Mattermost) setDeletedAt(channelID string, at int64) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	changed := m.channels[channelID].DeepCopy()
	changed.DeleteAt = at
	m.channels[channelID] = changed
}

// Grant gives a user a permission in a channel. Revoke removes it.
func (m *Mattermost) Grant(userID, channelID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.granted[channelID+userID+permission.Id] = true
}

// Revoke removes a permission.
func (m *Mattermost) Revoke(userID, channelID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.granted, channelID+userID+permission.Id)
}

// Enlarge sets a channel's number of members, which then exceeds the added ones.
func (m *Mattermost) Enlarge(channelID string, members int64) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.counts[channelID] = members
}

// Delete deletes a user for good.
func (m *Mattermost) Delete(userID string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.users, userID)
}

// Store writes a value into the plugin's key-value store, as another version of the plugin could have done.
func (m *Mattermost) Store(key, value string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.keys[key] = []byte(value)
}

// Keys returns the keys in the plugin's key-value store that begin with a prefix.
func (m *Mattermost) Keys(prefix string) []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var keys []string
	for key := range m.keys {
		if m.expire(key); m.keys[key] == nil {
			continue
		}
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Forget removes all posts, reactions, keys and recorded calls. Users and channels stay.
func (m *Mattermost) Forget() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	clear(m.posts)
	clear(m.reacted)
	clear(m.keys)
	clear(m.Told)
	m.calls, m.Logged, m.Events, m.published, m.Commands, m.Dialogs = nil, nil, nil, nil, nil, nil
}

// Fail makes all calls of an API method fail. Mend undoes it.
func (m *Mattermost) Fail(method string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.failing[method] = true
}

// Mend undoes Fail.
func (m *Mattermost) Mend(method string) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.failing, method)
}

// crash is a planned crash of the server.
type crash struct {
	// calls is the number of calls until then.
	calls int
	// isDone tells that the first unanswered call is still carried out.
	isDone bool
}

// CrashAfter answers that many calls. All later ones fail, as on a server that has gone down. With isDone, the first of
// these is carried out, and only its answer is lost. Recover undoes it.
func (m *Mattermost) CrashAfter(calls int, isDone bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.crash = &crash{calls: calls, isDone: isDone}
}

// Recover undoes CrashAfter.
func (m *Mattermost) Recover() {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.crash = nil
}

// During calls action at the next call of a method, before that is answered.
func (m *Mattermost) During(method string, action func()) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if action == nil {
		delete(m.during, method)
		return
	}
	m.during[method] = action
}

// happens calls the function that was passed to During.
func (m *Mattermost) happens(method string) {
	m.mutex.Lock()
	action := m.during[method]
	delete(m.during, method)
	m.mutex.Unlock()
	if action != nil {
		action()
	}
}

// isDown counts a call, and tells whether it fails because of a crash. isDone tells whether it is carried out all the
// same. The caller holds the mutex.
func (m *Mattermost) isDown() (isDown, isDone bool) {
	if m.crash == nil {
		return false, false
	}
	m.crash.calls--
	return m.crash.calls < 0, m.crash.calls == -1 && m.crash.isDone
}

func failure(method string) *model.AppError {
	return model.NewAppError(method, "fake.failure", nil, "secret detail", http.StatusInternalServerError)
}

// write answers a call that writes. It carries the call out if only the answer is lost.
func (m *Mattermost) write(method string, action func()) *model.AppError {
	m.happens(method)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.calls = append(m.calls, method)
	if m.failing[method] {
		return failure(method)
	}
	isDown, isDone := m.isDown()
	if !isDown || isDone {
		action()
	}
	if isDown {
		return failure(method)
	}
	return nil
}

// PublishedEvents returns the published websocket events with their data.
func (m *Mattermost) PublishedEvents() []Published {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.published)
}

// ToldTo returns the ephemeral posts to a user.
func (m *Mattermost) ToldTo(userID string) []*model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.Told[userID])
}

// Calls returns the API methods that were called since the last call of Calls.
func (m *Mattermost) Calls() []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	calls := m.calls
	m.calls = nil
	return calls
}

// Posts returns all posts of a channel, oldest first.
func (m *Mattermost) Posts(channelID string) []*model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	var posts []*model.Post
	for _, post := range m.posts {
		if post.ChannelId == channelID {
			posts = append(posts, post.Clone())
		}
	}
	slices.SortFunc(posts, func(a, b *model.Post) int { return int(a.CreateAt - b.CreateAt) })
	return posts
}

// call records an API call. It returns the error if the call must fail. PostgreSQL accepts no NUL in an ID.
func (m *Mattermost) call(method string, ids ...string) *model.AppError {
	m.happens(method)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.calls = append(m.calls, method)
	hasNUL := func(id string) bool { return strings.Contains(id, "\x00") }
	isDown, _ := m.isDown()
	if isDown || m.failing[method] || slices.ContainsFunc(ids, hasNUL) {
		return failure(method)
	}
	return nil
}

// answer answers a call that can fail. Otherwise it runs action under the lock.
func (m *Mattermost) answer(method string, action func()) *model.AppError {
	if err := m.call(method); err != nil {
		return err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	action()
	return nil
}

func notFound(method string) *model.AppError {
	return model.NewAppError(method, "fake.not_found", nil, "", http.StatusNotFound)
}

// find looks up one object by its ID.
func find[T any](m *Mattermost, method string, things map[string]*T, id string) (*T, *model.AppError) {
	if err := m.call(method, id); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if thing, ok := things[id]; ok {
		return thing, nil
	}
	return nil, notFound(method)
}

// GetUser implements plugin.API.
func (m *Mattermost) GetUser(userID string) (*model.User, *model.AppError) {
	return find(m, "GetUser", m.users, userID)
}

// GetChannel implements plugin.API.
func (m *Mattermost) GetChannel(channelID string) (*model.Channel, *model.AppError) {
	return find(m, "GetChannel", m.channels, channelID)
}

// GetChannelMember implements plugin.API.
func (m *Mattermost) GetChannelMember(channelID, userID string) (*model.ChannelMember, *model.AppError) {
	if err := m.call("GetChannelMember"); err != nil {
		return nil, err
	}
	if !m.members[channelID][userID] {
		return nil, notFound("GetChannelMember")
	}
	return &model.ChannelMember{ChannelId: channelID, UserId: userID}, nil
}

// GetChannelMembersForUser implements plugin.API. It ignores the team, as Mattermost does.
func (m *Mattermost) GetChannelMembersForUser(_, userID string, page, perPage int) (members []*model.ChannelMember, appErr *model.AppError) {
	appErr = m.answer("GetChannelMembersForUser", func() {
		for channelID, users := range m.members {
			if users[userID] {
				members = append(members, &model.ChannelMember{ChannelId: channelID, UserId: userID})
			}
		}
	})
	slices.SortFunc(members, func(a, b *model.ChannelMember) int { return strings.Compare(a.ChannelId, b.ChannelId) })
	return members[min(page*perPage, len(members)):min((page+1)*perPage, len(members))], appErr
}

// UpdateUserCustomStatus implements plugin.API.
func (m *Mattermost) UpdateUserCustomStatus(userID string, status *model.CustomStatus) *model.AppError {
	if err := m.call("UpdateUserCustomStatus"); err != nil {
		return err
	}
	return m.withUser(userID, func(user *model.User) { _ = user.SetCustomStatus(status) })
}

// RemoveUserCustomStatus implements plugin.API.
func (m *Mattermost) RemoveUserCustomStatus(userID string) *model.AppError {
	if err := m.call("RemoveUserCustomStatus"); err != nil {
		return err
	}
	return m.withUser(userID, (*model.User).ClearCustomStatus)
}

// GetUserStatus implements plugin.API. Everybody is online by default.
func (m *Mattermost) GetUserStatus(userID string) (*model.Status, *model.AppError) {
	status := model.Status{UserId: userID, Status: model.StatusOnline}
	if err := m.answer("GetUserStatus", func() {
		if changed, ok := m.statuses[userID]; ok {
			status = changed
		}
	}); err != nil {
		return nil, err
	}
	return &status, nil
}

// UpdateUserStatus implements plugin.API. Like Mattermost, it leaves the former end of "do not disturb" as it is.
func (m *Mattermost) UpdateUserStatus(userID, status string) (*model.Status, *model.AppError) {
	return m.changeStatus(userID, func(changed *model.Status) {
		changed.Status, changed.Manual = status, status != model.StatusOnline
	})
}

// SetUserStatusTimedDND implements plugin.API.
func (m *Mattermost) SetUserStatusTimedDND(userID string, endTime int64) (*model.Status, *model.AppError) {
	return m.changeStatus(userID, func(changed *model.Status) {
		changed.PrevStatus, changed.Status, changed.Manual = changed.Status, model.StatusDnd, true
		changed.DNDEndTime = endTime - endTime%60
	})
}

func (m *Mattermost) changeStatus(userID string, change func(*model.Status)) (*model.Status, *model.AppError) {
	status, err := m.GetUserStatus(userID)
	if err != nil {
		return nil, err
	}
	change(status)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.statuses[userID] = *status
	return status, nil
}

// withUser changes a copy of a user, because others may be reading the former one.
func (m *Mattermost) withUser(userID string, change func(*model.User)) *model.AppError {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	user, ok := m.users[userID]
	if !ok {
		return notFound("UpdateUser")
	}
	changed := user.DeepCopy()
	change(changed)
	m.users[userID] = changed
	return nil
}

// GetChannelMembersByIds implements plugin.API.
func (m *Mattermost) GetChannelMembersByIds(channelID string, userIDs []string) (members model.ChannelMembers, appErr *model.AppError) { //nolint:revive // the plugin API's name
	appErr = m.answer("GetChannelMembersByIds", func() {
		for _, userID := range userIDs {
			if m.members[channelID][userID] {
				members = append(members, model.ChannelMember{ChannelId: channelID, UserId: userID})
			}
		}
	})
	return members, appErr
}

// GetDirectChannel implements plugin.API.
func (m *Mattermost) GetDirectChannel(userID1, userID2 string) (*model.Channel, *model.AppError) {
	if err := m.call("GetDirectChannel"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	name := model.GetDMNameFromIds(userID1, userID2)
	for _, channel := range m.channels {
		if channel.Name == name {
			return channel, nil
		}
	}
	channel := &model.Channel{Id: model.NewId(), Type: model.ChannelTypeDirect, Name: name}
	m.channels[channel.Id] = channel
	m.members[channel.Id] = map[string]bool{userID1: true, userID2: true}
	return channel, nil
}

// GetUsersByIds implements plugin.API.
func (m *Mattermost) GetUsersByIds(userIDs []string) (users []*model.User, appErr *model.AppError) { //nolint:revive // the plugin API's name
	appErr = m.answer("GetUsersByIds", func() {
		for _, userID := range userIDs {
			if user, ok := m.users[userID]; ok {
				users = append(users, user)
			}
		}
	})
	return users, appErr
}

// GetUsersInChannel implements plugin.API.
func (m *Mattermost) GetUsersInChannel(channelID, _ string, _, _ int) (users []*model.User, appErr *model.AppError) {
	appErr = m.answer("GetUsersInChannel", func() {
		for userID := range m.members[channelID] {
			users = append(users, m.users[userID])
		}
	})
	return users, appErr
}

// GetTeamMembersForUser implements plugin.API.
func (m *Mattermost) GetTeamMembersForUser(userID string, _, _ int) (members []*model.TeamMember, appErr *model.AppError) {
	appErr = m.answer("GetTeamMembersForUser", func() { members = m.teams[userID] })
	return members, appErr
}

// HasPermissionToChannel implements plugin.API.
func (m *Mattermost) HasPermissionToChannel(userID, channelID string, permission *model.Permission) (has bool) {
	_ = m.answer("HasPermissionToChannel", func() { has = m.granted[channelID+userID+permission.Id] })
	return has
}

// HasPermissionTo implements plugin.API. GrantSystem gives such a permission.
func (m *Mattermost) HasPermissionTo(userID string, permission *model.Permission) (has bool) {
	_ = m.answer("HasPermissionTo", func() { has = m.granted[userID+permission.Id] })
	return has
}

// GrantSystem gives a user a permission for the whole server.
func (m *Mattermost) GrantSystem(userID string, permission *model.Permission) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.granted[userID+permission.Id] = true
}

// GetChannelStats implements plugin.API.
func (m *Mattermost) GetChannelStats(channelID string) (*model.ChannelStats, *model.AppError) {
	if err := m.call("GetChannelStats"); err != nil {
		return nil, err
	}
	return &model.ChannelStats{ChannelId: channelID, MemberCount: max(int64(len(m.members[channelID])), m.counts[channelID])}, nil
}

// GetPost implements plugin.API.
func (m *Mattermost) GetPost(postID string) (*model.Post, *model.AppError) {
	post, err := find(m, "GetPost", m.posts, postID)
	if err != nil {
		return nil, err
	}
	return post.Clone(), nil
}

// GetPostThread implements plugin.API.
func (m *Mattermost) GetPostThread(postID string) (*model.PostList, *model.AppError) {
	return m.list("GetPostThread", postID, func(post *model.Post) bool { return post.Id == postID || post.RootId == postID })
}

// GetPostsForChannel implements plugin.API. The posts are newest first.
func (m *Mattermost) GetPostsForChannel(channelID string, page, perPage int) (*model.PostList, *model.AppError) {
	list, err := m.list("GetPostsForChannel", channelID, func(post *model.Post) bool { return post.ChannelId == channelID })
	if err != nil {
		return nil, err
	}
	paged := model.NewPostList()
	for _, id := range list.Order[min(page*perPage, len(list.Order)):min((page+1)*perPage, len(list.Order))] {
		paged.AddPost(list.Posts[id])
		paged.AddOrder(id)
		if root := list.Posts[list.Posts[id].RootId]; root != nil {
			paged.AddPost(root) // the root of a reply comes with the page, but not in its order
		}
	}
	return paged, nil
}

func (m *Mattermost) list(method, id string, want func(*model.Post) bool) (*model.PostList, *model.AppError) {
	if err := m.call(method, id); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	list := model.NewPostList()
	for id, post := range m.posts {
		if want(post) {
			list.AddPost(post.Clone())
			list.AddOrder(id)
		}
	}
	list.SortByCreateAt()
	return list, nil
}

// CreatePost implements plugin.API.
func (m *Mattermost) CreatePost(post *model.Post) (*model.Post, *model.AppError) {
	created := post.Clone()
	if err := m.write("CreatePost", func() {
		created.Id = model.NewId()
		created.CreateAt = m.now() + int64(len(m.posts))
		created.UpdateAt = created.CreateAt
		m.posts[created.Id] = created.Clone()
	}); err != nil {
		return nil, err
	}
	return created, nil
}

// UpdatePost implements plugin.API.
func (m *Mattermost) UpdatePost(post *model.Post) (*model.Post, *model.AppError) {
	updated := post.Clone()
	if err := m.write("UpdatePost", func() {
		updated.UpdateAt = m.now()
		if former := m.posts[post.Id]; former != nil {
			updated.UpdateAt = max(updated.UpdateAt, former.UpdateAt+1)
		}
		m.posts[post.Id] = updated.Clone()
	}); err != nil {
		return nil, err
	}
	return updated, nil
}

// DeletePost implements plugin.API.
func (m *Mattermost) DeletePost(postID string) *model.AppError {
	return m.answer("DeletePost", func() { delete(m.posts, postID) })
}

// GetSession implements plugin.API. A session's ID is the person's ID.
func (m *Mattermost) GetSession(sessionID string) (*model.Session, *model.AppError) {
	if err := m.call("GetSession"); err != nil {
		return nil, err
	}
	return &model.Session{Id: sessionID, UserId: sessionID}, nil
}

// SendEphemeralPost implements plugin.API.
func (m *Mattermost) SendEphemeralPost(userID string, post *model.Post) *model.Post {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Told[userID] = append(m.Told[userID], post)
	return post
}

// AddReaction implements plugin.API.
func (m *Mattermost) AddReaction(reaction *model.Reaction) (*model.Reaction, *model.AppError) {
	if err := m.call("AddReaction"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	same := func(other *model.Reaction) bool {
		return other.UserId == reaction.UserId && other.EmojiName == reaction.EmojiName
	}
	if !slices.ContainsFunc(m.reacted[reaction.PostId], same) {
		m.reacted[reaction.PostId] = append(m.reacted[reaction.PostId], reaction)
	}
	if post, ok := m.posts[reaction.PostId]; ok {
		post.HasReactions = true
	}
	return reaction, nil
}

// RemoveReaction implements plugin.API.
func (m *Mattermost) RemoveReaction(reaction *model.Reaction) *model.AppError {
	return m.answer("RemoveReaction", func() {
		m.reacted[reaction.PostId] = slices.DeleteFunc(m.reacted[reaction.PostId], func(other *model.Reaction) bool {
			return other.UserId == reaction.UserId && other.EmojiName == reaction.EmojiName
		})
	})
}

// GetReactions implements plugin.API.
func (m *Mattermost) GetReactions(postID string) (reactions []*model.Reaction, appErr *model.AppError) {
	appErr = m.answer("GetReactions", func() { reactions = slices.Clone(m.reacted[postID]) })
	return reactions, appErr
}

// EnsureBotUser implements plugin.API.
func (m *Mattermost) EnsureBotUser(bot *model.Bot) (string, error) {
	if err := m.call("EnsureBotUser"); err != nil {
		return "", err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for id, user := range m.users {
		if user.Username == bot.Username {
			return id, nil
		}
	}
	user := &model.User{Id: model.NewId(), Username: bot.Username, IsBot: true}
	m.users[user.Id] = user
	return user.Id, nil
}

// isJobs tells whether a key belongs to Mattermost's library for scheduled jobs. Its calls come at any time. They are
// not counted and never fail.
func isJobs(key string) bool {
	return strings.Contains(key, "cron_")
}

// KVGet implements plugin.API. For the library's keys, each job has just run.
func (m *Mattermost) KVGet(key string) ([]byte, *model.AppError) {
	if isJobs(key) {
		return []byte(`{"LastFinished": "` + time.Now().Format(time.RFC3339) + `"}`), nil
	}
	if err := m.call("KVGet"); err != nil {
		return nil, err
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.readKey(key), nil
}

// KVDelete implements plugin.API.
func (m *Mattermost) KVDelete(key string) *model.AppError {
	return m.write("KVDelete", func() { delete(m.keys, key) })
}

// KVSetWithOptions implements plugin.API.
func (m *Mattermost) KVSetWithOptions(key string, value []byte, options model.PluginKVSetOptions) (bool, *model.AppError) {
	if isJobs(key) {
		return true, nil
	}
	isWritten := false
	if err := m.write("KVSetWithOptions", func() {
		m.expire(key)
		if isWritten = !options.Atomic || bytes.Equal(m.keys[key], options.OldValue); !isWritten {
			return
		}
		m.writeKey(key, value)
		if options.ExpireInSeconds > 0 && m.Now != nil {
			m.expires[key] = m.Now().Add(time.Duration(options.ExpireInSeconds) * time.Second)
		}
	}); err != nil {
		return false, err
	}
	return isWritten, nil
}

// KVList implements plugin.API.
func (m *Mattermost) KVList(page, perPage int) ([]string, *model.AppError) {
	if err := m.call("KVList"); err != nil {
		return nil, err
	}
	keys := m.Keys("")
	slices.Sort(keys)
	return keys[min(page*perPage, len(keys)):min((page+1)*perPage, len(keys))], nil
}

// GetConfig implements plugin.API.
func (m *Mattermost) GetConfig() *model.Config {
	_ = m.call("GetConfig") // recorded; it can't fail
	return m.Config
}

// LoadPluginConfiguration implements plugin.API.
func (m *Mattermost) LoadPluginConfiguration(dest any) error {
	encoded, err := json.Marshal(m.Settings)
	if err != nil {
		return err
	}
	return json.Unmarshal(encoded, dest)
}

// GetBundlePath implements plugin.API.
func (m *Mattermost) GetBundlePath() (string, error) {
	if m.Bundle != "" {
		return m.Bundle, nil
	}
	folder, err := os.Getwd()
	for err == nil {
		if _, statErr := os.Stat(filepath.Join(folder, "plugin.json")); statErr == nil {
			return folder, nil
		}
		if folder == filepath.Dir(folder) {
			return "", os.ErrNotExist
		}
		folder = filepath.Dir(folder)
	}
	return "", err
}

// RegisterCommand implements plugin.API.
func (m *Mattermost) RegisterCommand(command *model.Command) error {
	if err := m.call("RegisterCommand"); err != nil {
		return err
	}
	m.Commands = append(m.Commands, command)
	return nil
}

// UnregisterCommand implements plugin.API.
func (m *Mattermost) UnregisterCommand(_, trigger string) error {
	if err := m.call("UnregisterCommand"); err != nil {
		return err
	}
	m.Commands = slices.DeleteFunc(m.Commands, func(c *model.Command) bool { return c.Trigger == trigger })
	return nil
}

// ListPluginCommands implements plugin.API. It returns this plugin's commands and OthersCommands.
func (m *Mattermost) ListPluginCommands(string) ([]*model.Command, error) {
	if err := m.call("ListPluginCommands"); err != nil {
		return nil, err
	}
	return slices.Concat(m.Commands, m.OthersCommands), nil
}

// ListBuiltInCommands implements plugin.API.
func (m *Mattermost) ListBuiltInCommands() ([]*model.Command, error) {
	if err := m.call("ListBuiltInCommands"); err != nil {
		return nil, err
	}
	return []*model.Command{{Trigger: "join", DisplayName: "join"}}, nil
}

// OpenInteractiveDialog implements plugin.API.
func (m *Mattermost) OpenInteractiveDialog(dialog model.OpenDialogRequest) *model.AppError {
	return m.answer("OpenInteractiveDialog", func() { m.Dialogs = append(m.Dialogs, dialog) })
}

// PublishWebSocketEvent implements plugin.API.
func (m *Mattermost) PublishWebSocketEvent(event string, payload map[string]any, broadcast *model.WebsocketBroadcast) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Events = append(m.Events, event)
	m.published = append(m.published, Published{Event: event, Payload: payload, Broadcast: broadcast})
}

// PublishPluginClusterEvent implements plugin.API. The sender gets the event too, because the fake can't tell who it
// is.
func (m *Mattermost) PublishPluginClusterEvent(event model.PluginClusterEvent, _ model.PluginClusterEventSendOptions) error {
	if appErr := m.call("PublishPluginClusterEvent"); appErr != nil {
		return appErr
	}
	for _, hook := range m.OnClusterEvent {
		hook(event)
	}
	return nil
}

// LoggedMessages returns the logged messages. It may be called while the plugin works in the background.
func (m *Mattermost) LoggedMessages() []string {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.Logged)
}

// LogLine is a line of the log: a message, then names and values in turn.
type LogLine struct {
	Message string
	Fields  []any
}

// Field returns the value of a name; nil if the line lacks it.
func (l LogLine) Field(name string) any {
	for i := 0; i+1 < len(l.Fields); i += 2 {
		if l.Fields[i] == name {
			return l.Fields[i+1]
		}
	}
	return nil
}

// Log returns the logged errors and warnings.
func (m *Mattermost) Log() []LogLine {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return slices.Clone(m.log)
}

// LogError implements plugin.API.
func (m *Mattermost) LogError(message string, fields ...any) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Logged = append(m.Logged, message)
	m.log = append(m.log, LogLine{Message: message, Fields: fields})
}

// LogAuditRec implements plugin.API.
func (m *Mattermost) LogAuditRec(record *model.AuditRecord) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.Audited = append(m.Audited, record)
}

// LogWarn implements plugin.API.
func (m *Mattermost) LogWarn(message string, fields ...any) {
	m.LogError(message, fields...)
}

// Clock is a clock that tests set. It may be read while the plugin works in the background.
type Clock struct{ at atomic.Pointer[time.Time] }

// Set sets the clock.
func (c *Clock) Set(at time.Time) { c.at.Store(&at) }

// Now returns the time. It is the real one until Set is called.
func (c *Clock) Now() time.Time {
	if at := c.at.Load(); at != nil {
		return *at
	}
	return time.Now()
}
