//! What a child process may do while it reads a document nobody vouches for: compute, within limits.
//!
//! Memory and time are limited everywhere the system can; on Linux the process can in addition open
//! nothing (Landlock) and ask the kernel for nothing but memory, its input and its output (seccomp):
//! any other request is refused. Where a kernel lacks one of these, the others still hold, so failures
//! to set one up are passed over. Nothing here can be undone by the process itself.

/// Puts up all fences. To be called before the first byte of the document is read, from the thread
/// that reads it, when no other thread is going to be started.
pub fn put_up(work_secs: u64, max_memory: u64) {
    limit_resources(work_secs, max_memory);
    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64")
    ))]
    {
        linux::close_the_disk();
        linux::close_the_kernel();
    }
}

#[cfg(unix)]
fn limit_resources(work_secs: u64, max_memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let set_both = |resource, current: u64, maximum: u64| {
        let limit = Rlimit {
            current: Some(current),
            maximum: Some(maximum),
        };
        // Refused where the limit is lower already, which is as good.
        let _refused = setrlimit(resource, limit);
    };
    let set = |resource, most: u64| set_both(resource, most, most);
    set(Resource::As, max_memory);
    // The first says what it was that ended the process; at the second the system kills it like one
    // that has taken too much memory.
    set_both(Resource::Cpu, work_secs, work_secs.saturating_add(2));
    set(Resource::Core, 0);
    set(Resource::Fsize, 0);
    set(Resource::Nofile, 3);
}

#[cfg(not(unix))]
fn limit_resources(_: u64, _: u64) {}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _};
    use seccompiler::{
        BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule,
    };

    /// No file can be opened, made or run, and no port used.
    pub(super) fn close_the_disk() {
        let rules = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V5))
            .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V5)))
            .and_then(Ruleset::create);
        if let Ok(rules) = rules {
            drop(rules.restrict_self());
        }
    }

    /// Only what reading, thinking and answering need.
    pub(super) fn close_the_kernel() {
        if let Some(program) = program() {
            drop(seccompiler::apply_filter_all_threads(&program));
        }
    }

    fn program() -> Option<BpfProgram> {
        let free = [
            libc::SYS_brk,
            libc::SYS_mmap,
            libc::SYS_munmap,
            libc::SYS_mremap,
            libc::SYS_mprotect,
            libc::SYS_madvise,
            libc::SYS_futex,
            libc::SYS_exit,
            libc::SYS_exit_group,
            libc::SYS_rt_sigreturn,
            libc::SYS_rt_sigprocmask,
            libc::SYS_rt_sigaction,
            libc::SYS_sigaltstack,
            libc::SYS_clock_gettime,
            libc::SYS_getrandom,
            libc::SYS_sched_yield,
            libc::SYS_sched_getaffinity,
            libc::SYS_gettid,
            libc::SYS_getpid,
            libc::SYS_tgkill,
            libc::SYS_restart_syscall,
            libc::SYS_set_robust_list,
            libc::SYS_rseq,
        ];
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            free.into_iter().map(|call| (call, Vec::new())).collect();
        rules.insert(libc::SYS_read, vec![on_descriptor(0)?]);
        rules.insert(libc::SYS_write, vec![on_descriptor(1)?, on_descriptor(2)?]);
        let filter = SeccompFilter::new(
            rules,
            // Refused and not killed: the allocator looks for settings in a file, and does without.
            SeccompAction::Errno(u32::try_from(libc::EPERM).ok()?),
            SeccompAction::Allow,
            std::env::consts::ARCH.try_into().ok()?,
        )
        .ok()?;
        filter.try_into().ok()
    }

    fn on_descriptor(number: u64) -> Option<SeccompRule> {
        let is_it =
            SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, number).ok()?;
        SeccompRule::new(vec![is_it]).ok()
    }
}
