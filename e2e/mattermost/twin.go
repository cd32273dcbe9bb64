package mattermost

import "context"

// Twin starts another server, with a folder and an address of its own, on the
// same database. Plugins are installed on each.
func (s *Server) Twin(ctx context.Context) (*Server, error) {
	return Start(ctx, s.options)
}
