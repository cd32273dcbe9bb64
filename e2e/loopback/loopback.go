// Package loopback finds ports for servers that only this machine can reach.
package loopback

import (
	"fmt"
	"net"
)

// FreePort returns a free TCP port of 127.0.0.1, for a server that must be given its port.
func FreePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("finding a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
