"""The rules, each against finite differences."""
