package postgres

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// PostgreSQL refuses to run as root. Root gives its folder and processes to one of these accounts.
var accounts = []string{"postgres", "nobody"}

// otherAccount returns the account for a process. It is only set for root.
func otherAccount() (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return &syscall.SysProcAttr{}, nil
	}
	for _, name := range accounts {
		if account, err := user.Lookup(name); err == nil {
			uid, uidErr := strconv.ParseUint(account.Uid, 10, 32)
			gid, gidErr := strconv.ParseUint(account.Gid, 10, 32)
			return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, errors.Join(uidErr, gidErr)
		}
	}
	return nil, fmt.Errorf("PostgreSQL does not run as root, and there is no user of the names %q", accounts)
}

// giveAway makes the other account the owner of dir and of a file in it, and lets it enter the folder above.
func giveAway(dir, file string) error {
	account, err := otherAccount()
	if err != nil || account.Credential == nil {
		return err
	}
	uid, gid := int(account.Credential.Uid), int(account.Credential.Gid)
	return errors.Join(
		os.Chmod(filepath.Dir(dir), 0o711),
		os.Chown(dir, uid, gid),
		os.Chown(file, uid, gid),
	)
}
